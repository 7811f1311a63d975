import type { Same } from '../same.ts'
import type { importing as zh } from '../zh/import.ts'

export const importing = {} as const satisfies Same<typeof zh>
