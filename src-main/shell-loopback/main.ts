import { runLoopback } from './run.ts'

process.exitCode = await runLoopback(process.argv.slice(2))
