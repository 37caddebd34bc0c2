import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';

type Principal = Partial<
  BackstageUserPrincipal & Omit<BackstageServicePrincipal, 'type'>
> & { type?: string };

/** Entity ref of the user, when the caller is one. */
export function userRefOf(
  credentials: BackstageCredentials,
): string | undefined {
  const principal = credentials.principal as Principal;
  return principal.type === 'user' ? principal.userEntityRef : undefined;
}

/** How the caller is named in histories: a user's entity ref, or the subject of a service. */
export function callerName(credentials: BackstageCredentials): string {
  const principal = credentials.principal as Principal;
  return userRefOf(credentials) ?? principal.subject ?? 'unknown';
}
