import { createBackend } from '@backstage/backend-defaults';
import { endWithParent } from './endWithParent';
import { addFeatures } from './features';

endWithParent();

const backend = createBackend();
addFeatures(backend);
backend.start();
