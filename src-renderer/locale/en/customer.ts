import type { Same } from '../same.ts'
import type { customer as zh } from '../zh/customer.ts'

export const customer = {} as const satisfies Same<typeof zh>
