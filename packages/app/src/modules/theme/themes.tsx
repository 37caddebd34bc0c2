import type { ReactNode } from 'react';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  createUnifiedTheme,
  genPageTheme,
  palettes,
  UnifiedThemeProvider,
  type UnifiedTheme,
} from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';

const fontFamily = "'Inter Variable', 'Inter', system-ui, sans-serif";

const themes = {
  light: createUnifiedTheme({
    palette: {
      ...palettes.light,
      primary: { main: '#0b6b66' },
      background: { default: '#f4f6f7', paper: '#ffffff' },
      textSubtle: '#55606c',
      link: '#0a5f5a',
      linkHover: '#08544f',
      border: '#dde2e6',
      navigation: {
        background: '#ffffff',
        indicator: '#0b6b66',
        color: '#3d4752',
        selectedColor: '#0a5f5a',
        navItem: { hoverBackground: '#eef2f3' },
        submenu: { background: '#ffffff' },
      },
      tabbar: { indicator: '#0b6b66' },
    },
    fontFamily,
    defaultPageTheme: 'home',
    pageTheme: plainHeader('#ffffff', '#14191f'),
  }),
  dark: createUnifiedTheme({
    palette: {
      ...palettes.dark,
      primary: { main: '#5cc9c1' },
      background: { default: '#12161a', paper: '#1a2026' },
      textSubtle: '#a3afba',
      link: '#7fd8d1',
      linkHover: '#a5e6e1',
      border: '#323c46',
      navigation: {
        background: '#171c21',
        indicator: '#5cc9c1',
        color: '#b6c1cb',
        selectedColor: '#7fd8d1',
        navItem: { hoverBackground: '#222931' },
        submenu: { background: '#171c21' },
      },
      tabbar: { indicator: '#5cc9c1' },
    },
    fontFamily,
    defaultPageTheme: 'home',
    pageTheme: plainHeader('#1a2026', '#eef2f5'),
  }),
};

/** Flat headers: a gradient or wave carries no information. */
function plainHeader(background: string, fontColor: string) {
  const plain = {
    ...genPageTheme({ colors: [background, background], shape: 'none', options: { fontColor } }),
    backgroundImage: 'none',
  };
  return Object.fromEntries(
    ['home', 'documentation', 'tool', 'service', 'website', 'library', 'other', 'app', 'apis', 'card'].map(
      name => [name, plain],
    ),
  );
}

function provider(theme: UnifiedTheme) {
  return ({ children }: { children: ReactNode }) => (
    <UnifiedThemeProvider theme={theme}>{children}</UnifiedThemeProvider>
  );
}

export const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <RiSunLine size={18} />,
      Provider: provider(themes.light),
    },
  },
});

export const darkTheme = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <RiMoonLine size={18} />,
      Provider: provider(themes.dark),
    },
  },
});
