// Types of CSS modules and other assets, for checking this package by itself.
/// <reference types="@backstage/cli/asset-types" />
