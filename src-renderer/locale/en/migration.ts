import type { Same } from '../same.ts'
import type { migration as zh } from '../zh/migration.ts'

export const migration = {} as const satisfies Same<typeof zh>
