import { useParams } from "wouter";
import { GuidelineList } from "./GuidelineList.tsx";
import { GuidelineReader } from "./GuidelineReader.tsx";

/** All guidelines, or the one that the address names. */
export default function Page() {
  const { id } = useParams<{ id?: string }>();
  if (id === undefined) return <GuidelineList />;
  const reference = decodeURIComponent(id);
  return <GuidelineReader key={reference} reference={reference} />;
}
