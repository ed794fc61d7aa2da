import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctChestHrct: ProtocolBank = {
  protocol: {
    name: "CT Chest HRCT",
    modality: "CT",
    region: "chest",
    contrast: "none; inspiratory, expiratory and prone",
    alternatives: [],
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
      core: phrases(`[progressive;slowly worsening;insidious;gradual] [dyspnea on exertion;exertional dyspnea;breathlessness;breathlessness on stairs] [over a year;for 18 months;over months] [with dry cough;, nonproductive cough;] |
        [chronic;dry;nonproductive] cough with [bibasilar velcro crackles;fine crackles at both bases;inspiratory crackles;clubbing] |
        [restrictive pattern on PFT;restrictive spirometry;restriction] with [low DLCO;reduced diffusion capacity;falling DLCO] |
        [bibasilar;fine end inspiratory;velcro] crackles at both [lung ;]bases and [clubbing;dry cough;exertional dyspnea] |
        winded on one flight | short of breath more each season |
        hacking dry cough for months`),
      support:
        phrases(`digital clubbing | [rheumatoid arthritis on methotrexate;scleroderma with Raynaud] |
        DLCO 42% predicted |
        [keeps pigeons;prior asbestos exposure;amiodarone for 5 years;retired from shipyard;long term nitrofurantoin;farmer, moldy hay] |
        reticular opacities on chest xray | fine crackles at both bases |
        restrictive spirometry | velcro sounds on auscultation | asbestos insulator |
        restrictive spirometry | gas transfer impaired`),
      absent: phrases(`no fever | no chest pain | no leg swelling | echo normal`),
      ask: phrases(`evaluate for interstitial lung disease | rule out pulmonary fibrosis |
        UIP pattern? | hypersensitivity pneumonitis? | ILD? | lungs fibrotic?`),
    },
    {
      situation: "known fibrosis",
      ages: [48, 84],
      complaint: false,
      core: phrases(`[known interstitial lung disease;interstitial lung disease;ILD;fibrotic lung disease], [worsening;declining FVC;more breathless] |
        [idiopathic pulmonary fibrosis;IPF;pulmonary fibrosis], [follow up;increasing oxygen need;progression] |
        [scleroderma;rheumatoid] lung disease with falling [FVC;DLCO] |
        fibrosis on pirfenidone | oxygen need increasing, IPF | fibrotic lung, decline`),
      support: phrases(
        `on [nintedanib;pirfenidone] | DLCO dropped 15% | home oxygen 2 L | FVC down 12%`,
      ),
      absent: phrases(`no fever | no infection`),
      ask: phrases(`progression of ILD? | fibrosis extent? | progression of fibrosis?`),
    },
    {
      situation: "bronchiectasis",
      ages: [18, 70],
      core: phrases(`[recurrent;chronic] [productive cough;wet cough;chest infections] with [daily sputum;copious sputum], [bronchiectasis suspected;bronchiectasis?;recurrent infections] |
        [cystic fibrosis;ciliary dyskinesia] with more frequent exacerbations |
        low immunoglobulins with chest infections | chest infections four times a year`),
      support: phrases(`Pseudomonas in sputum | FEV1 declining | antibiotics three times this year |
        phlegm every morning`),
      absent: phrases(`no hemoptysis | TB cultures negative`),
      ask: phrases(`evaluate for bronchiectasis | air trapping?`),
    },
    {
      situation: "sarcoidosis",
      ages: [24, 66],
      core: phrases(`pulmonary [sarcoidosis;sarcoid] with [dry cough;falling lung volumes;dyspnea] |
        sarcoid on methotrexate | uveitis and sarcoid`),
      support:
        phrases(`hilar adenopathy on chest xray | diffusion capacity reduced | on prednisone |
        vital capacity falling | hilar nodes enlarged`),
      absent: phrases(`no hemoptysis | no fever`),
      ask: phrases(`parenchymal sarcoidosis? | extent of lung disease?`),
    },
  ],
  test: [
    {
      situation: "suspected interstitial disease",
      ages: [44, 82],
      core: phrases(`short of breath on one flight, worse each season, dry hacking cough |
        velcro crackles on auscultation, finger clubbing |
        spirometry restrictive, diffusion poor |
        retired asbestos worker, increasing exertional dyspnea`),
      support: phrases(`nail clubbing | systemic sclerosis | bird breeder |
        nitrofurantoin taken for years | diffusion 38 percent of predicted |
        coarse interstitial markings on plain film`),
      absent: phrases(`afebrile | no angina | BNP normal`),
      ask: phrases(`interstitial process? | usual interstitial pneumonia? | lung fibrosis?`),
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
      situation: "bronchiectasis",
      ages: [20, 68],
      core: phrases(`coughs up a cupful of sputum daily, frequent chest infections `),
      support: phrases(`FEV1 lower than last year | Pseudomonas colonized`),
      absent: phrases(`no blood in sputum | quantiferon negative`),
      ask: phrases(`dilated bronchi?`),
    },
    {
      situation: "sarcoidosis",
      ages: [26, 64],
      core: phrases(`sarcoidosis of lung, vital capacity dropping`),
      support: phrases(`methotrexate for sarcoid | enlarged hilar nodes on plain film`),
      absent: phrases(`no sweats`),
      ask: phrases(`parenchymal involvement?`),
    },
  ],
};
