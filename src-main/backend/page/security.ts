import { randomBytes } from 'node:crypto'

/** Stands in the built page wherever a nonce is due; every response gets its own. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__'

/** A fresh nonce. */
export function newNonce(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * The page's policy: nothing but the app's own files, no eval, no network. Mantine writes its variables into <style>
 * elements at run time, which is what the nonce is for; style attributes set by script need no permission.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Headers of every response that the page gets, whichever shell serves it. */
export function pageHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=()',
    'cache-control': 'no-store',
  }
}
