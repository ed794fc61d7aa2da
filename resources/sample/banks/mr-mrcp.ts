import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrMrcp: ProtocolBank = {
  protocol: {
    name: "MR MRCP WO",
    modality: "MR",
    region: "abdomen",
    contrast: "none",
    alternatives: [],
    indications: [
      "suspected common bile duct stone",
      "primary sclerosing cholangitis",
      "recurrent pancreatitis, duct anatomy",
      "pancreatic cyst follow-up",
    ],
  },
  train: [
    {
      situation: "duct stone",
      ages: [24, 84],
      core: phrases(`dilated common bile duct 12 mm on ultrasound | gallstone pancreatitis with rising bilirubin |
        post cholecystectomy biliary colic with elevated LFTs | suspected choledocholithiasis |
        obstructive LFTs with gallstones and duct dilatation on ultrasound |
        biliary duct dilatation, cause not seen on ultrasound | gallstones and cholestatic LFTs, CBD dilated`),
      support: phrases(`bilirubin 4.1 | alk phos 420 | lipase 1800 | distal duct not seen on ultrasound |
        dark urine and pale stools | gastric bypass anatomy, ERCP difficult`),
      absent: phrases(`no weight loss | no fever | no mass on ultrasound`),
      ask: phrases(`rule out choledocholithiasis | common duct stone? | CBD stone before ERCP |
        retained stone? | bile duct stone?`),
    },
    {
      situation: "bile duct disease",
      ages: [20, 72],
      complaint: false,
      core: phrases(`primary sclerosing cholangitis with cholestatic LFTs |
        biliary stricture after liver transplant | PSC surveillance | ulcerative colitis with cholestasis, PSC?`),
      support: phrases(`ulcerative colitis | alkaline phosphatase rising | IgG4 normal | prior ERCP failed`),
      absent: phrases(`no jaundice at present | no fever`),
      ask: phrases(`evaluate bile ducts | dominant stricture? | biliary strictures?`),
    },
    {
      situation: "pancreatic duct",
      ages: [24, 82],
      complaint: false,
      core: phrases(`recurrent idiopathic pancreatitis | pancreatic cyst 15 mm, follow up |
        branch duct IPMN on surveillance | fourth episode of pancreatitis`),
      support: phrases(`no gallstones on ultrasound | triglycerides normal | genetic testing pending |
        cyst stable for 2 years`),
      absent: phrases(`no alcohol use | no jaundice`),
      ask: phrases(`pancreas divisum? | evaluate pancreatic duct | cyst growth? | main duct dilatation?`),
    },
  ],
  test: [
    {
      situation: "duct stone",
      ages: [26, 82],
      core: phrases(`CBD measures 11 mm on sonogram with cholestatic enzymes |
        biliary pancreatitis, bilirubin not settling, gallstones |
        colicky RUQ pain and cholestatic LFTs years after gallbladder removal, duct dilated |
        intrahepatic and common duct dilatation of unclear cause`),
      support: phrases(`bilirubin 5.2 and alk phos high | lipase over 2000 | pale stool |
        Roux-en-Y so ERCP is difficult | lower duct obscured by gas on ultrasound`),
      absent: phrases(`weight stable | no sign of cholangitis`),
      ask: phrases(`stone in common bile duct? | ductal calculus? | is ERCP needed?`),
    },
    {
      situation: "bile duct disease",
      ages: [22, 70],
      complaint: false,
      core: phrases(`PSC with worsening cholestasis | suspected anastomotic biliary stricture in transplanted liver`),
      support: phrases(`inflammatory bowel disease | ERCP attempted without success`),
      absent: phrases(`not icteric`),
      ask: phrases(`strictures of bile ducts? | new dominant stricture?`),
    },
    {
      situation: "pancreatic duct",
      ages: [26, 80],
      complaint: false,
      core: phrases(`third attack of pancreatitis without cause | side branch IPMN, annual surveillance |
        cystic pancreatic lesion under follow up, 18 mm`),
      support: phrases(`IgG4 in normal range | cyst 2 mm larger than last year`),
      absent: phrases(`teetotal | no loss of weight`),
      ask: phrases(`ductal anatomy, divisum? | main duct dilatation or nodule?`),
    },
  ],
};
