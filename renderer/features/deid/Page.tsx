import { useParams } from "wouter";
import { Overview } from "./Overview.tsx";
import { QuarantineDetail } from "./QuarantineDetail.tsx";

/** Everything in quarantine, or the review of one version. */
export default function Page() {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <Overview /> : <QuarantineDetail key={id} dataset={id} />;
}
