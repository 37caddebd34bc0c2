export { resourceManagerPlugin as default } from './plugin';
