import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrProstate: ProtocolBank = {
  protocol: {
    name: "MR Prostate W/WO",
    modality: "MR",
    region: "pelvis",
    contrast: "without and with gadolinium, multiparametric",
    alternatives: [],
    indications: [
      "elevated PSA before biopsy",
      "prostate cancer on active surveillance",
      "local staging of prostate cancer",
    ],
  },
  train: [
    {
      situation: "raised PSA",
      ages: [48, 78],
      sex: "M",
      complaint: false,
      core: phrases(`[elevated;rising;raised] PSA [7.8;8.2;6.4] |
        PSA [5.4 increasing over 2 years;from 3.9 to 7.1;climbing] |
        [rising;persistently raised] PSA [with prior negative biopsy;despite negative TRUS biopsy] |
        [abnormal digital rectal exam;hard area on DRE;firm nodule on DRE], [firm nodule on left;hard prostate;prostate nodule] |
        elevated [prostate specific antigen;PSA], [biopsy naive;never biopsied] |
        hard prostate nodule on [DRE;rectal exam] | hard lump on DRE | LUTS with PSA 9 |
        PSA doubling in a year | PSA remains up`),
      support: phrases(`free PSA 9% | brother with prostate cancer | nocturia and weak stream |
        prostate volume 60 mL | BRCA2 carrier | PSA density 0.18 |
        father had prostate carcinoma | targeted biopsy planned`),
      absent: phrases(`no UTI | no bone pain | no hip prosthesis | no hematuria`),
      ask: phrases(`PI-RADS lesion? | target for fusion biopsy |
        evaluate for clinically significant prostate cancer | before biopsy`),
    },
    {
      situation: "local staging",
      ages: [50, 78],
      sex: "M",
      complaint: false,
      core: phrases(`Gleason [3+4;4+3] prostate [cancer;adenocarcinoma], [staging before prostatectomy;prostatectomy planned] |
        Gleason 4+4 prostate cancer, before radiation to prostate |
        biopsy proven prostate cancer, surgical planning | prostatectomy booked`),
      support: phrases(`5 of 12 cores positive | PSA 9.1 | grade group 2 | positive cores 7 of 12`),
      absent: phrases(`no bone pain | no urinary retention`),
      ask: phrases(`extracapsular extension? | local staging | seminal vesicle invasion? |
        seminal vesicles? | invasion of capsule?`),
    },
    {
      situation: "surveillance or recurrence",
      ages: [52, 82],
      sex: "M",
      complaint: false,
      core: phrases(`[low risk ;]prostate cancer on active surveillance[;, Gleason 6;, year 3] |
        PSA [0.4;detectable again] after [prostatectomy;radical prostatectomy], [local recurrence?;prostate bed recurrence?] |
        low risk prostate [cancer;tumor], active surveillance year 2 |
        prostate removed, PSA measurable`),
      support: phrases(`PSA slowly rising | radiation being considered | PSA doubling time short`),
      absent: phrases(`no bone pain | no hematuria`),
      ask: phrases(`any suspicious lesion? | new lesion or change? | relapse in prostate bed?`),
    },
  ],
  test: [
    {
      situation: "raised PSA",
      ages: [50, 76],
      sex: "M",
      complaint: false,
      core: phrases(`PSA doubled to 8.2 within eighteen months | DRE finds hard lump in prostate |
        two negative TRUS biopsies yet PSA still up | PSA density 0.2, never biopsied`),
      support: phrases(`father died of prostate carcinoma | low free to total PSA ratio |
        LUTS on tamsulosin | 4K score high`),
      absent: phrases(`urine culture negative | no metal in hips | no skeletal pain`),
      ask: phrases(`suspicious lesion for targeted biopsy? | significant cancer in prostate? |
        PI-RADS score?`),
    },
    {
      situation: "local staging",
      ages: [52, 76],
      sex: "M",
      complaint: false,
      core: phrases(`Gleason 4+3 adenocarcinoma of prostate, prostatectomy planned`),
      support: phrases(`7 positive cores | PSA 11`),
      absent: phrases(`no voiding trouble | no back or hip pain`),
      ask: phrases(`seminal vesicle or capsular invasion? | organ confined?`),
    },
    {
      situation: "surveillance or recurrence",
      ages: [54, 80],
      sex: "M",
      complaint: false,
      core: phrases(`third year of surveillance for small prostate tumor |
        prostate removed in 2020, PSA now measurable, local relapse?`),
      support: phrases(`PSA doubling time 8 months | salvage radiation discussed`),
      absent: phrases(`no skeletal pain`),
      ask: phrases(`suspicious focus? | change since last study?`),
    },
  ],
};
