import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctChestHrct: ProtocolBank = {
  protocol: {
    name: "CT Chest HRCT",
    modality: "CT",
    region: "chest",
    contrast: "none; inspiratory, expiratory and prone",
    alternatives: ["CT Chest Low Dose"],
    indications: [
      "interstitial lung disease",
      "bronchiectasis",
      "hypersensitivity pneumonitis",
      "sarcoidosis",
    ],
  },
  train: [
    {
      situation: "suspected interstitial disease",
      ages: [42, 84],
      core: phrases(`progressive dyspnea on exertion over a year with dry cough |
        chronic cough with bibasilar velcro crackles | slowly worsening exertional dyspnea |
        restrictive pattern on PFT with low DLCO | bibasilar inspiratory crackles and clubbing |
        insidious dyspnea with nonproductive cough | gradually worse breathlessness over months`),
      support: phrases(`digital clubbing | rheumatoid arthritis on methotrexate |
        DLCO 42% predicted | scleroderma with Raynaud | keeps pigeons | prior asbestos exposure |
        amiodarone for 5 years | reticular opacities on chest xray | retired from shipyard |
        long term nitrofurantoin | fine crackles at both bases | restrictive spirometry`),
      absent: phrases(`no fever | no chest pain | no leg swelling | echo normal`),
      ask: phrases(`evaluate for interstitial lung disease | rule out pulmonary fibrosis |
        UIP pattern? | hypersensitivity pneumonitis? | ILD?`),
    },
    {
      situation: "known fibrosis",
      ages: [48, 84],
      complaint: false,
      core: phrases(`known interstitial lung disease, worsening | idiopathic pulmonary fibrosis, follow up |
        scleroderma lung disease with falling FVC`),
      support: phrases(`on nintedanib | DLCO dropped 15% | started pirfenidone | home oxygen 2 L`),
      absent: phrases(`no fever | no infection`),
      ask: phrases(`progression of ILD? | fibrosis extent? | progression of fibrosis?`),
    },
    {
      situation: "bronchiectasis or sarcoidosis",
      ages: [18, 70],
      core: phrases(`recurrent productive cough with daily sputum, bronchiectasis suspected |
        cystic fibrosis with more frequent exacerbations |
        pulmonary sarcoidosis with dry cough | recurrent chest infections with copious sputum`),
      support: phrases(`Pseudomonas in sputum | FEV1 declining | diffusion capacity reduced`),
      absent: phrases(`no hemoptysis | TB cultures negative`),
      ask: phrases(`evaluate for bronchiectasis | air trapping? | parenchymal disease extent?`),
    },
  ],
  test: [
    {
      situation: "suspected interstitial disease",
      ages: [44, 82],
      core: phrases(`breathless on stairs, gradually worse for 18 months, nonproductive cough |
        fine end inspiratory crackles at both lung bases and dry cough |
        restrictive spirometry and reduced diffusion capacity |
        insidious exertional dyspnea in retired shipyard worker`),
      support: phrases(`clubbed fingers | systemic sclerosis | bird breeder |
        nitrofurantoin taken for years | diffusion 38 percent of predicted |
        coarse interstitial markings on plain film`),
      absent: phrases(`afebrile | no angina | BNP normal`),
      ask: phrases(`ILD? | usual interstitial pneumonia? | lung fibrosis?`),
    },
    {
      situation: "known fibrosis",
      ages: [50, 82],
      complaint: false,
      core: phrases(`fibrotic lung disease with declining FVC | IPF with increasing oxygen need`),
      support: phrases(`pirfenidone started last year | transfer factor lower`),
      absent: phrases(`no sign of infection`),
      ask: phrases(`fibrosis progression? | interval change of interstitial disease?`),
    },
    {
      situation: "bronchiectasis or sarcoidosis",
      ages: [20, 68],
      core: phrases(`chronic wet cough with copious sputum and recurrent infections |
        pulmonary sarcoid with falling lung volumes`),
      support: phrases(`FEV1 lower than last year | Pseudomonas colonized`),
      absent: phrases(`no blood in sputum | quantiferon negative`),
      ask: phrases(`bronchiectasis? | extent of parenchymal disease?`),
    },
  ],
};
