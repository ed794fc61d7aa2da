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
      core: phrases(`dilated [common bile duct;CBD;common duct] [12 mm;11 mm;9 mm] on ultrasound |
        CBD [12 mm;dilated] [with cholestatic LFTs;with raised bilirubin] |
        [gallstone;biliary] pancreatitis with [rising bilirubin;persistent bilirubin;dilated CBD] |
        [biliary colic;RUQ pain] [after cholecystectomy;years after gallbladder removal] with [elevated LFTs;cholestatic LFTs;dilated duct] |
        suspected [choledocholithiasis;common duct stone] |
        [obstructive LFTs;cholestatic enzymes] with [gallstones and duct dilatation;dilated bile ducts] on ultrasound |
        [intrahepatic;biliary] duct dilatation, cause [unclear;not seen on ultrasound] |
        stone in CBD | CBD wide on ultrasound | bile duct widened`),
      support:
        phrases(`bilirubin 4.1 | alk phos 420 | lipase 1800 | distal duct not seen on ultrasound |
        dark urine and pale stools | gastric bypass anatomy, ERCP difficult |
        Roux-en-Y anatomy | pale stool, bilirubin 5`),
      absent: phrases(`no weight loss | no fever | no mass on ultrasound`),
      ask: phrases(`rule out choledocholithiasis | common duct stone? | CBD stone before ERCP |
        retained stone? | bile duct stone? | ductal stone?`),
    },
    {
      situation: "bile duct disease",
      ages: [20, 72],
      complaint: false,
      core: phrases(`[primary sclerosing cholangitis;PSC] [with cholestatic LFTs;with worsening cholestasis;surveillance;with rising bilirubin] |
        [biliary stricture;anastomotic biliary stricture] after liver transplant |
        [ulcerative colitis;inflammatory bowel disease] with cholestasis, PSC? |
        cholangitis of sclerosing type`),
      support: phrases(`alkaline phosphatase rising | IgG4 normal | prior ERCP failed |
        ERCP without success | beaded ducts before | more cholestasis`),
      absent: phrases(`no jaundice at present | no fever`),
      ask: phrases(`evaluate bile ducts | dominant stricture? | biliary strictures?`),
    },
    {
      situation: "recurrent pancreatitis",
      ages: [20, 66],
      core: phrases(`[recurrent idiopathic;recurrent unexplained] pancreatitis |
        [third;fourth] [episode;attack] of pancreatitis[; without cause] |
        pancreatitis again, no cause | teetotal with pancreatitis | pancreatitis bouts`),
      support:
        phrases(`no gallstones on ultrasound | triglycerides normal | genetic testing pending |
        lipase 900 last week | IgG4 normal`),
      absent: phrases(`no alcohol use | no jaundice`),
      ask: phrases(`pancreas divisum? | evaluate pancreatic duct | duct stricture or stone? | divisum? |
        anatomy of duct?`),
    },
    {
      situation: "pancreatic cyst",
      ages: [48, 84],
      complaint: false,
      core: phrases(`[pancreatic cyst;cystic pancreatic lesion] [15 mm;18 mm], follow up |
        [branch duct;side branch] IPMN [on surveillance;, annual surveillance] |
        IPMN, yearly | cystic lesion being watched`),
      support: phrases(
        `cyst stable for 2 years | found on CT for other reason | no worrisome features so far`,
      ),
      absent: phrases(`no pancreatitis | no jaundice`),
      ask: phrases(`cyst growth? | main duct dilatation? | worrisome features? | nodule in cyst?`),
    },
  ],
  test: [
    {
      situation: "duct stone",
      ages: [26, 82],
      core: phrases(`sonogram shows wide CBD, cholestatic enzymes |
        biliary pancreatitis, bilirubin not settling, gallstones |
        no gallbladder, RUQ colic again, cholestatic LFTs, wide bile duct |
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
      core: phrases(
        `sclerosing cholangitis, cholestasis increasing | liver graft, bile duct anastomosis narrowed?`,
      ),
      support: phrases(`inflammatory bowel disease | ERCP attempted without success`),
      absent: phrases(`not icteric`),
      ask: phrases(`strictures of bile ducts? | new dominant stricture?`),
    },
    {
      situation: "recurrent pancreatitis",
      ages: [24, 64],
      core: phrases(`pancreatitis for the third time, no cause found `),
      support: phrases(`IgG4 in normal range | lipids fine`),
      absent: phrases(`teetotal`),
      ask: phrases(`ductal anatomy, divisum?`),
    },
    {
      situation: "pancreatic cyst",
      ages: [52, 82],
      complaint: false,
      core: phrases(
        `IPMN of side branch type, yearly look | cyst in tail of pancreas being watched, 18 mm`,
      ),
      support: phrases(`2 mm larger than last year | seen on lung scan by chance`),
      absent: phrases(`no bouts of pancreatitis`),
      ask: phrases(`main duct dilatation or nodule?`),
    },
  ],
};
