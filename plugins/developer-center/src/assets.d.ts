// Types of CSS modules and other assets, for checking this package by itself.
import '@backstage/cli/asset-types';
