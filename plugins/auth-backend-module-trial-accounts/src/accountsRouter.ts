import { Router } from 'express';
import type { TrialAccount } from './config';

/** Lists what the sign-in page shows. The user refs stay here. */
export function createAccountsRouter(accounts: Iterable<TrialAccount>): Router {
  const items = [...accounts].map(({ name, title, description }) => ({
    name,
    title,
    description,
  }));
  const router = Router();
  router.get('/trial-accounts/accounts', (_request, response) => {
    response.json({ items });
  });
  return router;
}
