import { synonyms } from "../synonym-set.ts";

/** Lungs and airways. */
export const CHEST = synonyms(`
= shortness of breath; dyspnea; breathlessness; dyspnoea; SOB; difficulty breathing; trouble breathing
~ short of breath; dyspneic; breathless; winded; dyspnoeic; out of breath; puffed
= dyspnea on exertion; exertional dyspnea; DOE; breathless on effort; breathlessness on stairs; SOBOE; short of breath walking
= orthopnea; orthopnoea; breathless lying flat; cannot lie flat; sleeps on three pillows
= paroxysmal nocturnal dyspnea; PND; wakes breathless at night
= chest pain; CP; thoracic pain; pain in the chest
= pleuritic chest pain; sharp chest pain on inspiration; chest pain worse on breathing in; pain on taking a breath; pleurisy; chest hurts on deep breath
= pleuritic pain; pain on inspiration; stabbing pain on breathing; inspiratory pain
= cough; coughing; tussis
= dry cough; nonproductive cough; hacking cough; tickly cough; unproductive cough
= productive cough; wet cough; chesty cough; cough with phlegm; cough with sputum
= sputum; phlegm; mucus; expectoration
= purulent sputum; green phlegm; green sputum; yellow sputum; discolored sputum
= hemoptysis; haemoptysis; coughing up blood; blood in sputum; bloody sputum; spitting blood
= wheeze; wheezing; whistling breath
= stridor; noisy breathing in; harsh inspiratory noise
= crackles; rales; crepitations; creps
= velcro crackles; fine end inspiratory crackles; fine dry crackles
= bibasilar crackles; bibasal crepitations; crackles at both bases; basal creps on both sides
= rhonchi; coarse breath sounds; rattling chest
= decreased breath sounds; reduced air entry; diminished breath sounds; poor air entry
= bronchial breathing; bronchial breath sounds
= dull to percussion; percussion dullness; dull base
~ clubbing; digital clubbing; clubbed fingers; drumstick fingers
= cyanosis; blue lips; blue discoloration
= hypoxia; low oxygen saturation; desaturation; low sats; hypoxaemia; hypoxemia; low oxygen
= tachypnea; tachypnoea; fast breathing; rapid breathing; raised respiratory rate
= respiratory rate; RR; breathing rate
= oxygen saturation; SpO2; sats; O2 sat
= respiratory failure; failing to breathe; ventilatory failure
= pulmonary embolism; PE; pulmonary embolus; lung clot; clot in the lung; blood clot in lung; pulmonary thromboembolism
= chronic thromboembolic pulmonary hypertension; CTEPH; chronic clots with high lung pressure
= pulmonary hypertension; PH; high pressure in the lungs; raised PA pressure; PAH
= right heart strain; RV strain; right ventricular strain; strained right ventricle
= D-dimer; D dimer; ddimer
= elevated D-dimer; raised D-dimer; D-dimer up; positive D-dimer
= Wells score; Wells criteria; Wells PE score
= deep vein thrombosis; DVT; leg clot; clot in the leg; deep venous thrombosis
= venous thromboembolism; VTE; blood clots
= recent surgery; recent operation; just had surgery; postoperative state
= immobilization; immobilisation; bed rest; being bedbound; immobility
= long haul flight; long flight; plane trip; long air travel
= oral contraceptive pill; OCP; birth control pill; estrogen pill; combined pill
= hypercoagulable state; thrombophilia; clotting disorder; clotting tendency
= factor V Leiden; FVL; activated protein C resistance
= pneumonia; chest infection; lung infection; LRTI; lower respiratory tract infection; PNA
= community acquired pneumonia; CAP
= aspiration pneumonia; food gone into the lungs
= consolidation; infiltrate; airspace disease; lung opacity; airspace opacity
= bronchitis; chest cold; inflamed airways
= upper respiratory infection; URI; common cold; URTI; head cold
= influenza; flu; the flu
= COVID-19; COVID; coronavirus infection; SARS-CoV-2
= tuberculosis; TB; Koch disease
= active tuberculosis; active TB; open tuberculosis
= positive tuberculin test; positive PPD; positive TB skin test; Mantoux positive; reactive PPD
= positive IGRA; positive quantiferon; quantiferon positive; reactive IGRA
= TB contact; tuberculosis exposure; contact of tuberculosis; exposed to TB
= asthma; reactive airways; bronchial asthma
= COPD; chronic obstructive pulmonary disease; chronic obstructive lung disease
= emphysema; destroyed alveoli; emphysematous lungs
= interstitial lung disease; ILD; diffuse parenchymal lung disease; scarring lung disease
= pulmonary fibrosis; lung fibrosis; scarring of the lungs; lung scarring; fibrotic lungs; scarred lungs
= idiopathic pulmonary fibrosis; IPF; cryptogenic fibrosing alveolitis
= usual interstitial pneumonia; UIP; UIP pattern
= nonspecific interstitial pneumonia; NSIP
= hypersensitivity pneumonitis; bird fancier lung; farmer lung; extrinsic allergic alveolitis; HP
= asbestosis; asbestos lung; asbestos related fibrosis
= asbestos exposure; worked with asbestos; exposed to asbestos
= silicosis; silica lung; miner lung
= bronchiectasis; dilated airways; widened airways; permanently widened bronchi
= cystic fibrosis; CF; mucoviscidosis
= sarcoidosis; sarcoid; Boeck disease
= hilar adenopathy; hilar lymphadenopathy; enlarged hilar nodes; hilar nodes enlarged
= mediastinal widening; widened mediastinum; wide mediastinum; broad mediastinum
= restrictive pattern; restriction; restrictive defect; restrictive spirometry
= diffusion capacity; DLCO; gas transfer; TLCO
= reduced diffusion capacity; low DLCO; impaired gas transfer; reduced gas transfer
= pulmonary function tests; PFT; lung function tests; PFTs; breathing tests
= spirometry; blowing test; spiro
= forced vital capacity; FVC; vital capacity
= home oxygen; oxygen at home; long term oxygen; LTOT; domiciliary oxygen
= reticular opacities; reticulation; lacy shadows; reticular shadowing
= honeycombing; honeycomb lung
= ground glass opacities; GGO; ground glass
= air trapping; trapped air; expiratory trapping
= lung cancer screening; lung screening; lung screen; screening for lung cancer; lung check
= lung cancer; bronchial carcinoma; lung carcinoma; bronchogenic carcinoma; cancer of the lung
= small cell lung cancer; SCLC; oat cell cancer; oat cell carcinoma
= non small cell lung cancer; NSCLC
= lung nodule; pulmonary nodule; spot on the lung; nodule in the lung
= pack years; pack-years; pk yrs; PYH
= smoker; tobacco user; cigarette smoker
= current smoker; active smoker; still smoking
= former smoker; ex smoker; ex-smoker; past smoker; quit smoking; stopped smoking
= heavy smoker; chain smoker; smokes heavily
= smoking cessation; stopping smoking; quitting smoking; giving up cigarettes
~ one pack per day; 1 ppd; 20 cigarettes a day; twenty a day
= shared decision making; SDM visit; shared decision visit
= pneumothorax; PTX; collapsed lung; air around the lung
= hemothorax; haemothorax; blood in the chest
= pleural effusion; fluid on the lung; fluid around the lung; pleural fluid
= empyema; pus in the chest; infected pleural fluid
= pleural thickening; thickened pleura; pleural plaques
= atelectasis; collapsed lung segment; lung collapse
= pulmonary edema; pulmonary oedema; fluid in the lungs; wet lungs; lung water
= lung abscess; cavity with pus; pulmonary abscess
= cavitary lesion; cavity in the lung; cavitating lesion
= chest xray; CXR; chest radiograph; chest film; chest plain film
= chest tube; intercostal drain; thoracostomy tube; ICD drain
= bronchoscopy; camera into the airways; bronch
= endotracheal tube; ETT; breathing tube
= obstructive sleep apnea; OSA; sleep apnoea; stops breathing at night
= subcutaneous emphysema; surgical emphysema; air under the skin; crepitus in the neck
= pneumomediastinum; mediastinal air; air in the mediastinum
~ nocturnal cough; cough at night; coughs at night
= night sweats; drenching sweats at night; sweats at night
~ hoarse; hoarseness; husky voice; dysphonia; voice change
~ sick contacts; others at home ill; family with same illness
~ inhaler; puffer; bronchodilator
~ LDCT; low radiation chest scan; screening scan of the lungs
`);
