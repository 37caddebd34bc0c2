/**
 * Catalog kinds and entity providers of the Developer Center.
 *
 * @packageDocumentation
 */
export { catalogModuleDeveloperCenter as default } from './module';
