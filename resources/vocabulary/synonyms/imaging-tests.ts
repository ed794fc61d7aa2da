import { synonyms } from "../synonym-set.ts";

/** Imaging, contrast, and how an order puts its question. */
export const IMAGING_TESTS = synonyms(`
= ultrasound; sonogram; sonography; US; US scan; sono
= xray; radiograph; plain film; x-ray; XR
= CT scan; CAT scan; computed tomography
= MRI scan; MR scan; magnetic resonance imaging
= nuclear scan; scintigraphy; radionuclide scan; isotope scan
= PET scan; positron emission tomography; PET
= fluoroscopy; live xray; screening under xray
= angiogram; angiography; vessel imaging
= outside imaging; imaging from elsewhere; outside study; outside scan
= prior imaging; previous imaging; earlier scans; old films
= incidental finding; chance finding; found by chance; incidentally found
= seen incidentally; found incidentally; discovered by chance; picked up incidentally
= indeterminate lesion; unclear lesion; lesion of uncertain nature; nonspecific lesion
= indeterminate; unclear; uncharacterized; not classified
= equivocal; inconclusive; nondiagnostic; unclear result
= contrast; contrast dye; contrast medium; contrast agent
= iodinated contrast; iodine contrast; x-ray dye; CT contrast; CT dye
= gadolinium; MR contrast; gad
= contrast allergy; allergy to contrast; dye allergy; contrast dye allergy; allergic to contrast
= severe contrast allergy; severe contrast reaction; anaphylaxis to contrast; life threatening contrast reaction
= no contrast allergy; no allergy to contrast; contrast tolerated; no dye allergy
= contrast contraindicated; contrast not possible; no contrast possible; cannot have contrast; contrast to be avoided
= rule out; exclude; concern for; query; suspect; assess for; look for; R/O; to exclude
= evaluate for; check for; eval for; please assess for
= evaluate; assess; please assess; please evaluate; review
= follow up; recheck; f/u; follow-up
= surveillance; monitoring; routine follow up; interval follow up
= annual follow up; yearly follow up; yearly check; annual check; annual surveillance; yearly surveillance
= annual; yearly; once a year; every year
= interval growth; increase in size; enlargement; growth since last scan; interval enlargement; bigger than before
= interval change; change since last study; change from before
= suspected; possible; presumed; probable
= known; previously diagnosed; established; documented
= newly diagnosed; recently diagnosed; new diagnosis of; just diagnosed
= history of; h/o; previous; past history of; Hx of
= family history of; FHx; relatives with; family hx of
~ status post; s/p; after; post; following
= characterize; further characterize; clarify; define
= preoperative planning; surgical planning; preop planning; planning for surgery; pre op planning
= preoperative; before surgery; preop; pre-op; before operation
= postoperative; after surgery; postop; post-op; post op
= surgery; operation
~ baseline; baseline study; starting point
~ screening; screening test; screen
= sudden; abrupt; sudden onset; acute onset
~ acute; of sudden onset; new onset
~ chronic; long standing; longstanding; persistent; for years
~ progressive; worsening; getting worse; increasing; deteriorating
= gradual; slowly developing; insidious; slow onset
= intermittent; on and off; episodic
= recurrent; repeated; recurring; repeat
= severe; intense; very bad; terrible
= severe pain; intense pain; bad pain; excruciating pain; terrible pain; agonizing pain
= mild; slight; minor
= colicky; cramping; crampy; coming in waves; spasmodic
= constant; continuous; unremitting; nonstop
= radiating to; spreading to; going to; shooting to
= worse at night; worse during the night; nocturnal worsening
= relieved by; better with; eased by
= unilateral; one sided; single sided
= bilateral; both-sided; b/l
~ left sided; on the left; L sided; left
~ right sided; on the right; R sided; right
= elevated; raised; increased
= decreased; reduced; diminished; lowered
~ enlarged; big; increased in size
= dilated; widened; distended; enlarged in calibre
~ stable; unchanged; steady; no change
= asymptomatic; no symptoms; feels well; symptom free; without symptoms
~ resolved; settled; gone; cleared up; now better
= no improvement; not improving; no better; not getting better
= failed conservative treatment; conservative care failed; no relief with conservative treatment; failed physical therapy
= unable to; cannot; not able to; can't
= since yesterday; from yesterday; since the day before; onset yesterday
= since this morning; from this morning; started this morning; onset this AM
= since last night; overnight; from last night; through the night
~ for several days; for some days; over the past days; a few days now
~ for weeks; over several weeks; several weeks now
~ for months; over several months; for many months
~ at rest; when resting; while resting
= with exertion; on exertion; on effort; with activity; when active
= on walking; when walking; while walking
= on standing; when upright; while standing
= urgent; stat; emergency; as soon as possible; ASAP
= outpatient; clinic patient; ambulatory patient
= inpatient; admitted; on the ward; hospitalized
= emergency department; ED; ER; A&E; casualty; emergency room
= intensive care unit; ICU; critical care; ITU
= nursing home resident; care home resident; lives in a nursing home; LTC resident
= general practitioner; GP; family doctor; PCP; primary care physician
~ physical examination; exam; O/E; examination
~ on examination; on exam; o/e; clinically
= labs; laboratory tests; bloods; blood tests
= blood pressure; BP
= claustrophobic; cannot tolerate closed spaces; fear of closed spaces; claustro
= implanted device; metal implant; implant
= penicillin allergy; PCN allergy; allergic to penicillin
= no known drug allergies; NKDA; no drug allergies; no allergies
= drinks alcohol; EtOH use; alcohol use; drinker
= no alcohol use; teetotal; nondrinker; no EtOH; does not drink
= intravenous drug use; IVDU; injects drugs; IVDA
= wheelchair bound; uses a wheelchair; in a wheelchair
= bedridden; bedbound; confined to bed; cannot leave bed
~ WO; without contrast; noncontrast; plain
~ W; with contrast; enhanced; postcontrast
~ MRA; MR angiography
~ transferred; sent over from; referred from
~ Dx; diagnosis; impression
~ Sx; symptoms; complaints
~ Tx; treatment; therapy; Rx
~ Hx; history; background; PMH
~ c/o; complains of; reports; states
~ p/w; presents with; comes in with
~ w/u; workup; work up; investigation
~ y/o; years old; year old
~ wk; week; 7 days
~ BIBA; brought in by ambulance
~ DNR; do not resuscitate
`);
