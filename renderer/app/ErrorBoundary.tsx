import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Button from "@mui/material/Button";
import { Component, type ReactNode } from "react";
import { useText } from "./text/text.ts";
import { text } from "./text.ts";

interface Props {
  readonly children: ReactNode;
  /** A new value gives the page another try: the path it stands at. */
  readonly resetKey: string;
}

/** One page that fails does not take the window with it. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failed && before.resetKey !== this.props.resetKey) {
      this.setState({ failed: false });
    }
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const t = useText(text);
  return (
    <Alert
      severity="error"
      sx={{ m: 3 }}
      action={<Button onClick={() => window.location.reload()}>{t("reload")}</Button>}
    >
      <AlertTitle>{t("pageFailed")}</AlertTitle>
      {t("pageFailedHint")}
    </Alert>
  );
}
