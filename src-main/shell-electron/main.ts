import { runElectron } from './run.ts'

void runElectron()
