import { N_DAYS, NEVER } from './season.ts'

/** Who has something to do on which day. Every customer stands in at most one day's list, plus extra wake-ups. */
export class Agenda {
  private readonly head = new Int32Array(N_DAYS).fill(-1)
  private readonly next: Int32Array
  private readonly listedOn: Int16Array
  private readonly extra: (number[] | undefined)[] = []

  constructor(nCustomers: number) {
    this.next = new Int32Array(nCustomers)
    this.listedOn = new Int16Array(nCustomers).fill(NEVER)
  }

  /** Makes sure that the customer is woken by day t. */
  note(customer: number, t: number): void {
    if (t >= N_DAYS || this.listedOn[customer]! <= t) return
    if (this.listedOn[customer] !== NEVER) {
      ;(this.extra[t] ??= []).push(customer)
      return
    }
    this.listedOn[customer] = t
    this.next[customer] = this.head[t]!
    this.head[t] = customer
  }

  /** Calls `wake` for everybody who is due on day t; `wake` answers with the day on which the customer is due next. */
  run(t: number, wake: (customer: number) => number): void {
    let customer = this.head[t]!
    while (customer >= 0) {
      const following = this.next[customer]!
      this.listedOn[customer] = NEVER
      this.note(customer, wake(customer))
      customer = following
    }
    for (const one of this.extra[t] ?? []) this.note(one, wake(one))
    this.extra[t] = undefined
  }
}
