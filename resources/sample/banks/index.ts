import type { ProtocolBank } from "../types.ts";
import { ctAbdomenPelvis } from "./ct-abdomen-pelvis.ts";
import { ctChestHrct } from "./ct-chest-hrct.ts";
import { ctChestLowDose } from "./ct-chest-low-dose.ts";
import { ctHead } from "./ct-head.ts";
import { ctPancreas } from "./ct-pancreas.ts";
import { ctRenalStone } from "./ct-renal-stone.ts";
import { ctUrogram } from "./ct-urogram.ts";
import { ctaAorta } from "./cta-aorta.ts";
import { ctaChestPe } from "./cta-chest-pe.ts";
import { ctaHeadNeck } from "./cta-head-neck.ts";
import { flEsophagram } from "./fl-esophagram.ts";
import { flVcug } from "./fl-vcug.ts";
import { mrAbdomenPregnancy } from "./mr-abdomen-pregnancy.ts";
import { mrBrainEpilepsy } from "./mr-brain-epilepsy.ts";
import { mrBrainMs } from "./mr-brain-ms.ts";
import { mrBrainTumor } from "./mr-brain-tumor.ts";
import { mrIac } from "./mr-iac.ts";
import { mrKnee } from "./mr-knee.ts";
import { mrLiver } from "./mr-liver.ts";
import { mrLumbarSpine } from "./mr-lumbar-spine.ts";
import { mrMrcp } from "./mr-mrcp.ts";
import { mrPituitary } from "./mr-pituitary.ts";
import { mrProstate } from "./mr-prostate.ts";
import { nmBoneScan } from "./nm-bone-scan.ts";
import { nmHida } from "./nm-hida.ts";
import { nmLungVq } from "./nm-lung-vq.ts";
import { nmMyocardialPerfusion } from "./nm-myocardial-perfusion.ts";
import { nmThyroidUptake } from "./nm-thyroid-uptake.ts";
import { usAbdomenRuq } from "./us-abdomen-ruq.ts";
import { usObFirstTrimester } from "./us-ob-first-trimester.ts";
import { usPelvis } from "./us-pelvis.ts";
import { usRenal } from "./us-renal.ts";
import { usThyroid } from "./us-thyroid.ts";
import { usVenousLeg } from "./us-venous-leg.ts";
import { xrAnkle } from "./xr-ankle.ts";
import { xrChest } from "./xr-chest.ts";

/** Every protocol with the wordings written beside it, in the order of protocols.json. */
export const WRITTEN_BANKS: readonly ProtocolBank[] = [
  ctHead,
  ctaHeadNeck,
  ctaChestPe,
  ctChestLowDose,
  ctChestHrct,
  ctaAorta,
  ctAbdomenPelvis,
  ctRenalStone,
  ctUrogram,
  ctPancreas,
  mrBrainEpilepsy,
  mrBrainMs,
  mrBrainTumor,
  mrPituitary,
  mrIac,
  mrLumbarSpine,
  mrKnee,
  mrProstate,
  mrMrcp,
  mrLiver,
  mrAbdomenPregnancy,
  usAbdomenRuq,
  usRenal,
  usPelvis,
  usObFirstTrimester,
  usVenousLeg,
  usThyroid,
  xrChest,
  xrAnkle,
  nmLungVq,
  nmHida,
  nmBoneScan,
  nmMyocardialPerfusion,
  nmThyroidUptake,
  flEsophagram,
  flVcug,
];
