/** The same keys as the Chinese file, texts of its own. Slots are compared by a test. */
export type Same<T> = { readonly [K in keyof T]: string }
