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
      core: phrases(`elevated PSA 7.8 | rising PSA with prior negative biopsy |
        PSA 5.4 increasing over 2 years | abnormal digital rectal exam, firm nodule on left |
        elevated prostate specific antigen, biopsy naive | hard prostate nodule on DRE`),
      support: phrases(`free PSA 9% | brother with prostate cancer | nocturia and weak stream |
        prostate volume 60 mL | BRCA2 carrier | PSA density 0.18`),
      absent: phrases(`no UTI | no bone pain | no hip prosthesis | no hematuria`),
      ask: phrases(`PI-RADS lesion? | target for fusion biopsy |
        evaluate for clinically significant prostate cancer | before biopsy`),
    },
    {
      situation: "local staging",
      ages: [50, 78],
      sex: "M",
      complaint: false,
      core: phrases(`Gleason 3+4 prostate cancer, staging before prostatectomy |
        Gleason 4+4 prostate cancer, before radiation to prostate |
        biopsy proven prostate cancer, surgical planning`),
      support: phrases(`5 of 12 cores positive | PSA 9.1 | grade group 2`),
      absent: phrases(`no bone pain | no urinary retention`),
      ask: phrases(`extracapsular extension? | local staging | seminal vesicle invasion?`),
    },
    {
      situation: "surveillance or recurrence",
      ages: [52, 82],
      sex: "M",
      complaint: false,
      core: phrases(`prostate cancer on active surveillance, Gleason 6 |
        PSA 0.4 after prostatectomy, local recurrence? |
        low risk prostate cancer, surveillance year 2`),
      support: phrases(`PSA slowly rising | radiation being considered`),
      absent: phrases(`no bone pain | no hematuria`),
      ask: phrases(`any suspicious lesion? | new lesion or change?`),
    },
  ],
  test: [
    {
      situation: "raised PSA",
      ages: [50, 76],
      sex: "M",
      complaint: false,
      core: phrases(`PSA climbed from 3.9 to 8.2 | hard area felt in prostate on DRE |
        persistently raised PSA despite negative TRUS biopsy | PSA density 0.2, never biopsied`),
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
      core: phrases(`active surveillance for low risk prostate tumor, year 3 |
        PSA detectable again following radical prostatectomy, prostate bed check`),
      support: phrases(`PSA doubling time 8 months | salvage radiation discussed`),
      absent: phrases(`no skeletal pain`),
      ask: phrases(`suspicious focus? | change since last study?`),
    },
  ],
};
