/**
 * A tab that is opened at once, while the browser still counts it as the answer to a click, and is sent somewhere once
 * the address is known. The page in it cannot reach back to this one.
 */
export interface WaitingTab {
  /** False when the browser did not let the tab open. */
  opened: boolean;
  go(url: string): void;
  close(): void;
}

export function openWaitingTab(title: string): WaitingTab {
  const tab = window.open('about:blank', '_blank');
  if (tab) {
    tab.opener = null;
    tab.document.title = title;
  }
  return {
    opened: tab !== null,
    go: url => tab?.location.replace(url),
    close: () => tab?.close(),
  };
}
