import Box from "@mui/material/Box";
import type { TokenizerSummary } from "../../../electron/shared/domain/model-check.ts";
import type { ModelInfo } from "../../../electron/shared/domain/model-info.ts";
import { useText } from "../../app/text/text.ts";
import { formatBytes, formatCount } from "../../components/format.ts";
import { HelpTip } from "../../components/HelpTip.tsx";
import { LabelledValue } from "../../components/LabelledValue.tsx";
import { text } from "./text.ts";

interface Props {
  readonly info: ModelInfo;
  /** Null: the tokenizer cannot be used. Undefined: it is being looked at. */
  readonly tokenizer: TokenizerSummary | null | undefined;
}

export function ModelFacts({ info, tokenizer }: Props) {
  const t = useText(text);
  const parameters =
    info.parameters >= 1e9
      ? t("parametersOfBillion", { billions: info.parameters / 1e9 })
      : t("parametersOf", { millions: info.parameters / 1e6 });
  return (
    <Box
      sx={{
        display: "grid",
        gap: 2,
        gridTemplateColumns: "repeat(auto-fill, minmax(160px, 1fr))",
      }}
    >
      <LabelledValue label={t("architecture")}>{info.architecture}</LabelledValue>
      <LabelledValue label={t("parameters")}>{parameters}</LabelledValue>
      <LabelledValue label={t("layers")}>
        {t("layersOf", { layers: info.layers, width: info.hiddenSize })}
      </LabelledValue>
      <LabelledValue label={t("onDisk")}>
        {t("onDiskOf", { bytes: formatBytes(info.bytesOnDisk), dtype: info.dtype })}
      </LabelledValue>
      <LabelledValue label={t("quantized")}>
        {formatBytes(info.nf4Bytes)}{" "}
        <HelpTip text={info.quantization === "none" ? t("quantizedHelp") : t("alreadyQuantized")} />
      </LabelledValue>
      <LabelledValue label={t("context")}>{t("tokensOf", { n: info.contextLength })}</LabelledValue>
      <LabelledValue label={t("vocabulary")}>{formatCount(info.vocabularySize)}</LabelledValue>
      <LabelledValue label={t("tokenizer")}>
        {tokenizer === undefined && "…"}
        {tokenizer === null && (
          <Box component="span" sx={{ color: "error.main" }}>
            {t("tokenizerBad")}
          </Box>
        )}
        {tokenizer != null && t("tokenizerFits", { n: tokenizer.vocabularySize })}
      </LabelledValue>
      <LabelledValue label={t("chatTemplate")}>
        {tokenizer == null && "…"}
        {tokenizer?.hasChatTemplate === true && t("chatYes")}
        {tokenizer?.hasChatTemplate === false && (
          <>
            {t("chatNo")} <HelpTip text={t("chatNoHelp")} />
          </>
        )}
      </LabelledValue>
    </Box>
  );
}
