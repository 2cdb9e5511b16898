export const REPORTING_PROBLEMS = ["reporting.trail-too-long"] as const;
