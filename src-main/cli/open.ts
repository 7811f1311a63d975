import { runLoopback } from '../shell-loopback/run.ts'

/** `huiliu open`: the loopback shell; answers its exit code. */
export function openCommand(args: readonly string[]): Promise<number> {
  return runLoopback(args)
}
