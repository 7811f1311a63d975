/**
 * The customer table as columns of codes: `codes[a][c]` is the number of customer c's value among `values[a]`, -1 =
 * none. Values are the texts of the file.
 */
export interface AttributeTable {
  readonly nCustomers: number
  readonly names: readonly string[]
  readonly values: readonly (readonly string[])[]
  readonly codes: readonly Int32Array[]
}
