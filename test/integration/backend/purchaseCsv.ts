import { writeFileSync } from 'node:fs'
import { isoFromDay } from '../../../shared/contract/calendar.ts'

const FIRST_DAY = 20_000

/** A purchase list of invented rows; every 50th has no customer. The same rows for the same numbers. */
export function writePurchases(path: string, nRows: number, nCustomers: number): void {
  const lines = ['customer_id,order_id,order_time,amount,quantity,product']
  for (let i = 0; i < nRows; i++) {
    const customer = i % 50 === 49 ? '' : `U${String((i * 7919) % nCustomers).padStart(5, '0')}`
    const day = isoFromDay(FIRST_DAY + Math.floor((i / nRows) * 400))
    const amount = (5 + ((i * 31) % 20_000) / 100).toFixed(2)
    lines.push(`${customer},O${i},${day} 10:${String(i % 60).padStart(2, '0')}:00,${amount},1,P${i % 97}`)
  }
  writeFileSync(path, `${lines.join('\n')}\n`)
}
