import { DomainError } from "@/lib/kernel/problem";

/** "done", or the codes of the problems that refused the act; anything else is thrown on. */
export async function outcome(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return "done";
  } catch (error) {
    if (error instanceof DomainError) return error.problems.map(({ code }) => code).join();
    throw error;
  }
}

/** The problems that refused an act, as code and cell; an act that was done is none. */
export async function codesOf(
  run: () => Promise<unknown>,
): Promise<[code: string, cell: string | undefined][]> {
  try {
    await run();
    return [];
  } catch (error) {
    if (error instanceof DomainError) return error.problems.map(({ code, cell }) => [code, cell]);
    throw error;
  }
}
