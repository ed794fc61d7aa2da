// Common graphics cards, for planning a run on a machine that is not at hand.
//
// totalBytes: what the driver lists (`nvidia-smi`, memory total, in MiB).
// usableBytes: what CUDA then offers a program, which is less by what driver and ECC keep; the
// smallest figure that programs on such a card have reported ("total capacity of ... GiB").
// computeCapability: https://developer.nvidia.com/cuda-gpus, times ten as the engine writes it.
import { z } from "zod";
import { Count, Name } from "./bounds.ts";

export const CardSchema = z.strictObject({
  name: Name,
  totalBytes: Count.min(1),
  usableBytes: Count.min(1),
  /** 90 for 9.0. */
  computeCapability: z.number().int().min(10).max(999),
});
export type Card = z.infer<typeof CardSchema>;

export interface KnownCard extends Card {
  /** What a person types: "t4", "rtx-4090". */
  readonly id: string;
}

const MIB = 1 << 20;
const GIB = 1 << 30;

function card(
  id: string,
  name: string,
  totalMib: number,
  usableGib: number,
  computeCapability: number,
): KnownCard {
  const usableBytes = Math.floor((usableGib * GIB) / MIB) * MIB;
  return { id, name, totalBytes: totalMib * MIB, usableBytes, computeCapability };
}

export const CARDS: readonly KnownCard[] = [
  // nvidia-smi 8188 MiB; 7.60 GiB is the smallest that 8 GB cards report.
  card("rtx-4060", "GeForce RTX 4060 8 GB", 8188, 7.6, 89),
  // nvidia-smi 12288 MiB; github.com/smy20011/dreambooth-gui/issues/78: 11.75 GiB.
  card("rtx-3060", "GeForce RTX 3060 12 GB", 12288, 11.75, 86),
  // github.com/modal-labs/modal-client/pull/2797: 15360 MiB; github.com/Zheng-Chong/CatVTON/issues/133: 14.56 GiB.
  card("t4", "Tesla T4 16 GB", 15360, 14.56, 75),
  // nvidia-smi 16376 MiB; github.com/DengKaiCQ/VGGT-Long/issues/6: 15.61 GiB.
  card("rtx-a4000", "RTX A4000 16 GB", 16376, 15.61, 86),
  // github.com/modal-labs/modal-client/pull/2797: 23028 MiB; github.com/zai-org/CogVLM/issues/236: 21.99 GiB.
  card("a10", "A10 24 GB", 23028, 21.99, 86),
  // nvidia-smi 24576 MiB; github.com/3DTopia/OpenLRM/issues/42: 23.68 GiB.
  card("rtx-3090", "GeForce RTX 3090 24 GB", 24576, 23.68, 86),
  // github.com/RLinf/RLinf/issues/255: 24564 MiB; github.com/pinokiofactory/flux-webui/issues/11: 23.61 GiB.
  card("rtx-4090", "GeForce RTX 4090 24 GB", 24564, 23.61, 89),
  // nvidia-smi 32607 MiB; github.com/Wan-Video/Wan2.1/issues/465: 31.37 GiB.
  card("rtx-5090", "GeForce RTX 5090 32 GB", 32607, 31.37, 120),
  // github.com/modal-labs/modal-client/pull/2797: 40960 MiB; github.com/TianheWu/CoSeR/issues/10: 39.50 GiB.
  card("a100-40", "A100 40 GB", 40960, 39.5, 80),
  // github.com/modal-labs/modal-client/pull/2797: 46068 MiB; 44.40 GiB from github.com/QwenLM/Qwen3-VL/issues/2097 (L40).
  card("l40s", "L40S 48 GB", 46068, 44.4, 89),
  // github.com/modal-labs/modal-client/pull/2797: 81920 MiB; github.com/levihsu/OOTDiffusion/issues/235: 79.25 GiB.
  card("a100-80", "A100 80 GB", 81920, 79.25, 80),
  // github.com/modal-labs/modal-client/pull/2797: 81559 MiB; github.com/vllm-project/vllm/issues/27508: 79.11 GiB.
  card("h100", "H100 80 GB", 81559, 79.11, 90),
  // nvidia-smi 143771 MiB; programs on it report 139.72 to 139.81 GiB.
  card("h200", "H200 141 GB", 143771, 139.72, 90),
];

export function knownCard(id: string): KnownCard | undefined {
  return CARDS.find((card) => card.id === id);
}

/** The part of a known card that a plan asks for. */
export function cardOf({ name, totalBytes, usableBytes, computeCapability }: KnownCard): Card {
  return { name, totalBytes, usableBytes, computeCapability };
}
