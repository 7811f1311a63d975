import type { Same } from '../same.ts'
import type { quality as zh } from '../zh/quality.ts'

export const quality = {} as const satisfies Same<typeof zh>
