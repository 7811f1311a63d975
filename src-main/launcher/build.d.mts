export function buildDue(root: string): 'missing' | 'stale' | null
export function build(root: string): boolean
