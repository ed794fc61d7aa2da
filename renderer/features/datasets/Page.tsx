import { useParams } from "wouter";
import { DatasetDetail } from "./detail/DatasetDetail.tsx";
import { Overview } from "./Overview.tsx";

/** All datasets, or the one that the address names. */
export default function Page() {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <Overview /> : <DatasetDetail key={id} dataset={id} />;
}
