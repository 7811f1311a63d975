export const migration = {} as const
