import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Step from "@mui/material/Step";
import StepButton from "@mui/material/StepButton";
import Stepper from "@mui/material/Stepper";
import { useEffect, useRef, useState } from "react";
import { useText } from "../../app/text/text.ts";
import { PageHeader } from "../../components/PageHeader.tsx";
import { DataStep } from "./DataStep.tsx";
import { Footer } from "./Footer.tsx";
import type { WizardValues } from "./form.ts";
import { type KeptDraft, keepDraft, keptDraft } from "./kept-draft.ts";
import { MethodStep } from "./MethodStep.tsx";
import { ModelStep } from "./ModelStep.tsx";
import { QualityCheck } from "./QualityCheck.tsx";
import type { Lists } from "./resolve.ts";
import { text } from "./text.ts";
import { useQuality } from "./use-quality.ts";
import { useTransfer } from "./use-transfer.ts";
import { useWizard, type Wizard as WizardState } from "./use-wizard.ts";

const STEPS = ["stepData", "stepModel", "stepMethod"] as const;

interface Props {
  readonly lists: Lists;
  /** What another page filled in. */
  readonly given: Partial<WizardValues>;
}

/** Three steps in any order, and the bar that starts the run. */
export function Wizard({ lists, given }: Props) {
  const t = useText(text);
  // A link says what is wanted now; without one, what was left is taken up again.
  const [draft] = useState(() => (Object.keys(given).length === 0 ? keptDraft() : null));
  const wizard = useWizard(lists, given, draft);
  const [step, setStep] = useState(() => draft?.step ?? firstStep(given, wizard));
  const started = useKeptDraft({ values: wizard.values, preset: wizard.preset, step });
  const quality = useQuality(wizard.dataset?.hash, wizard.values.split);
  const transfer = useTransfer(wizard, lists);
  const faulty = wizard.faulty.size > 0;
  return (
    <Box sx={{ maxWidth: 1320 }}>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <Button onClick={() => void transfer.importFile()}>{t("importConfig")}</Button>
            <Button disabled={faulty} onClick={() => void transfer.exportFile()}>
              {t("exportConfig")}
            </Button>
            <Button disabled={faulty} onClick={() => void transfer.copyCommand()}>
              {t("copyCommand")}
            </Button>
          </>
        }
      />
      <Box component="form" noValidate onSubmit={(event) => event.preventDefault()}>
        <Stepper nonLinear activeStep={step} aria-label={t("steps")} sx={{ mb: 2.5 }}>
          {STEPS.map((name, index) => (
            <Step key={name} completed={index !== step && isDone(index, wizard)}>
              <StepButton
                id={`step-${index}`}
                aria-controls="step-content"
                onClick={() => setStep(index)}
              >
                {t(name)}
              </StepButton>
            </Step>
          ))}
        </Stepper>
        <Box id="step-content" role="tabpanel" aria-labelledby={`step-${step}`}>
          <StepContent step={step} wizard={wizard} lists={lists} />
          {step === 0 && wizard.dataset !== undefined && (
            <Box sx={{ mt: 2 }}>
              <QualityCheck quality={quality} dataset={wizard.dataset.hash} />
            </Box>
          )}
        </Box>
        <Footer
          wizard={wizard}
          quality={quality}
          onStarted={started}
          onBack={step === 0 ? null : () => setStep(step - 1)}
          onNext={step === STEPS.length - 1 ? null : () => setStep(step + 1)}
        />
      </Box>
    </Box>
  );
}

/** Keeps the draft when the page is left, unless its run was started. */
function useKeptDraft(draft: KeptDraft): () => void {
  const latest = useRef<KeptDraft | null>(draft);
  if (latest.current !== null) latest.current = draft;
  useEffect(() => () => keepDraft(latest.current), []);
  return () => {
    latest.current = null;
  };
}

function StepContent({ step, wizard, lists }: { step: number; wizard: WizardState; lists: Lists }) {
  const { form, dataset, model } = wizard;
  if (step === 0) {
    return (
      <DataStep form={form} datasets={lists.datasets} dataset={dataset} splits={wizard.splits} />
    );
  }
  if (step === 1) {
    return <ModelStep form={form} models={lists.models} model={model} devices={lists.devices} />;
  }
  return (
    <MethodStep
      config={wizard.config}
      faulty={wizard.faulty}
      facts={wizard.facts}
      preset={wizard.preset}
      truncate={wizard.values.truncate}
      onPreset={wizard.choosePreset}
      onField={(field, value) => wizard.setFields({ [field]: value })}
    />
  );
}

/** The first step that a link left open. */
function firstStep(
  { config }: Partial<WizardValues>,
  { dataset, model }: Pick<WizardState, "dataset" | "model">,
): number {
  if (dataset === undefined) return 0;
  if (model === undefined) return 1;
  return config === undefined ? 0 : 2;
}

function isDone(step: number, { dataset, values, model, faulty, facts }: WizardState): boolean {
  if (step === 0) return dataset !== undefined && values.split !== "";
  if (step === 1) return model !== undefined;
  return facts !== null && faulty.size === 0;
}
