/** What Kueue says of a workload for which others are being evicted (0.12 to 0.19). */
export const PENDING_PREEMPTION = /Pending the preemption of \d+ workload/;
