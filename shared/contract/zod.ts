import { z } from 'zod'

// The page's CSP forbids eval. zod reads this switch while a schema is being built, so it is set before any is.
z.config({ jitless: true })

export { z }
