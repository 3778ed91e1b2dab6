//! The only source of colours, sizes and faces: two palettes named for their work, a scale of spaces, a scale of type.

use std::{collections::BTreeMap, sync::Arc};

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, RichText, Stroke, Style,
    TextStyle, Theme, Ui, Visuals, style::WidgetVisuals, vec2,
};

/// The colours of one theme. Every pair that is used together keeps the contrast that the test at the foot computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    pub bg: Color32,
    pub surface: Color32,
    pub surface2: Color32,
    /// Decoration only.
    pub divider: Color32,
    pub ink: Color32,
    pub ink2: Color32,
    /// Hints.
    pub ink3: Color32,
    pub border: Color32,
    pub primary: Color32,
    pub primary_hover: Color32,
    pub on_primary: Color32,
    pub accent: Color32,
    pub warn: Tint,
    pub ok: Tint,
    pub info: Tint,
    pub error: Tint,
    pub told: Tint,
    pub view: Tint,
    pub selection: Color32,
    pub focus_outer: Color32,
    pub focus_inner: Color32,
    pub crest: [Color32; 3],
    pub parrot: Color32,
    pub parrot_face: Color32,
    pub parrot_eye: Color32,
    pub beak: Color32,
    pub beak_shade: Color32,
}

/// Text on its own ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tint {
    pub text: Color32,
    pub ground: Color32,
}

const fn hex(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn tint(text: u32, ground: u32) -> Tint {
    Tint { text: hex(text), ground: hex(ground) }
}

/// Warm paper, deep teal for action, brick and gold of the crest as small accents.
pub const LIGHT: Tokens = Tokens {
    bg: hex(0xFA_F7_F2),
    surface: hex(0xFF_FF_FF),
    surface2: hex(0xF1_EC_E3),
    divider: hex(0xD9_D1_C4),
    ink: hex(0x22_28_2B),
    ink2: hex(0x4A_54_58),
    ink3: hex(0x62_6C_70),
    border: hex(0x7A_74_68),
    primary: hex(0x0F_5C_5C),
    primary_hover: hex(0x0A_45_45),
    on_primary: hex(0xFF_FF_FF),
    accent: hex(0xB4_43_2E),
    warn: tint(0x8A_5A_00, 0xFF_F3_D6),
    ok: tint(0x2B_6A_3C, 0xE7_F3_E9),
    info: tint(0x22_57_7F, 0xE6_F0_F8),
    error: tint(0xA4_26_2C, 0xFC_E9_E8),
    told: tint(0x5B_3A_7A, 0xF0_EA_F6),
    view: tint(0x0F_5C_5C, 0xDD_EF_ED),
    selection: hex(0xD5_EA_E7),
    focus_outer: hex(0x1B_1F_23),
    focus_inner: hex(0xFF_C8_3D),
    crest: [hex(0xB4_43_2E), hex(0xC9_8A_1B), hex(0x22_57_7F)],
    parrot: hex(0x0F_5C_5C),
    parrot_face: hex(0xFA_F7_F2),
    parrot_eye: hex(0x22_28_2B),
    beak: hex(0xC9_8A_1B),
    beak_shade: hex(0x8A_5A_00),
};

pub const DARK: Tokens = Tokens {
    bg: hex(0x14_19_1B),
    surface: hex(0x1C_23_26),
    surface2: hex(0x26_30_34),
    divider: hex(0x36_42_46),
    ink: hex(0xEC_E7_DE),
    ink2: hex(0xC3_C0_B8),
    ink3: hex(0xA3_A7_A5),
    border: hex(0x83_90_8F),
    primary: hex(0x7C_C7_BE),
    primary_hover: hex(0xA4_DB_D4),
    on_primary: hex(0x0C_24_22),
    accent: hex(0xF2_99_7F),
    warn: tint(0xF0_C2_5A, 0x3A_2F_14),
    ok: tint(0x8C_CB_97, 0x1B_33_22),
    info: tint(0x8F_C1_E8, 0x17_2E_40),
    error: tint(0xFF_9C_94, 0x43_1D_1D),
    told: tint(0xCB_B2_E6, 0x2C_21_38),
    view: tint(0x7C_C7_BE, 0x12_31_2F),
    selection: hex(0x23_47_44),
    focus_outer: hex(0xFF_C8_3D),
    focus_inner: hex(0x14_19_1B),
    crest: [hex(0xF2_99_7F), hex(0xC9_8A_1B), hex(0x8F_C1_E8)],
    parrot: hex(0x3A_9C_93),
    parrot_face: hex(0xFA_F7_F2),
    parrot_eye: hex(0x22_28_2B),
    beak: hex(0xC9_8A_1B),
    beak_shade: hex(0x8A_5A_00),
};

/// The colours of the theme that this `Ui` is painted in.
#[must_use]
pub fn tokens(ui: &Ui) -> &'static Tokens {
    of(ui.visuals().dark_mode)
}

fn of(dark: bool) -> &'static Tokens {
    if dark { &DARK } else { &LIGHT }
}

/// Spaces, in points.
pub mod space {
    pub const XS: f32 = 4.0;
    pub const S: f32 = 8.0;
    pub const M: f32 = 12.0;
    pub const L: f32 = 16.0;
    pub const XL: f32 = 24.0;
    pub const XXL: f32 = 32.0;
}

/// Sizes, in points.
pub mod size {
    /// Nothing that can be pressed is lower.
    pub const CONTROL: f32 = 32.0;
    pub const MAIN_BUTTON: f32 = 40.0;
    /// About 70 characters: longer lines are hard to come back from.
    pub const MEASURE: f32 = 620.0;
    pub const STEPS: f32 = 248.0;
    pub const SIDE: f32 = 280.0;
    /// Below this width the side column goes under the prompt.
    pub const WIDE: f32 = 1_000.0;
    /// Below this width everything is one column.
    pub const MEDIUM: f32 = 640.0;
    pub const RADIUS: u8 = 4;
    pub const CARD_RADIUS: u8 = 8;
}

/// The bold face; egui's `strong` only changes the colour.
#[must_use]
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// The scale of type.
#[must_use]
pub fn display() -> TextStyle {
    TextStyle::Name("display".into())
}
#[must_use]
pub fn h2() -> TextStyle {
    TextStyle::Name("h2".into())
}
#[must_use]
pub fn h3() -> TextStyle {
    TextStyle::Name("h3".into())
}
#[must_use]
pub fn strong() -> TextStyle {
    TextStyle::Name("strong".into())
}

/// Words in a style, with lines and letters as far apart as the person wants them: egui spaces the lines of plain text only.
#[must_use]
pub fn text(ui: &Ui, words: impl Into<String>, style: TextStyle) -> RichText {
    let height = ui.fonts_mut(|fonts| fonts.row_height(&style.resolve(ui.style())));
    RichText::new(words)
        .text_style(style)
        .line_height(Some(height + ui.spacing().extra_text_line_spacing))
        .extra_letter_spacing(letter_spacing(ui))
}

/// Letters further apart, for "roomy text": 0.12 em (WCAG 1.4.12).
#[must_use]
pub fn letter_spacing(ui: &Ui) -> f32 {
    if ui.spacing().extra_text_line_spacing > LINE { 0.12 * 16.0 } else { 0.0 }
}

/// Points between lines beyond what the face asks for: lines of 1.5 times the size.
pub const LINE: f32 = 4.0;
const ROOMY_LINE: f32 = 9.0;

/// Installs faces and both themes. Called once, before anything is painted.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    restyle(ctx, false);
    ctx.options_mut(|options| {
        options.fallback_theme = Theme::Light;
        // Ctrl+Q would end the program between two words; the window's own button and the menu are there.
        options.quit_shortcuts = Vec::new();
        // The settings remember the size; egui's own keys would not.
        options.zoom_with_keyboard = false;
    });
}

/// Lays the themes out again, with or without roomy text.
pub fn restyle(ctx: &Context, roomy: bool) {
    for (theme, tokens) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| apply(style, theme, tokens, roomy));
    }
}

fn fonts() -> FontDefinitions {
    const FACES: [(&str, &[u8]); 4] = [
        ("regular", include_bytes!("../../assets/AtkinsonHyperlegibleNext_400Regular.ttf")),
        ("bold", include_bytes!("../../assets/AtkinsonHyperlegibleNext_700Bold.ttf")),
        // For Greek, Cyrillic and the letters that the first face lacks.
        ("regular-more", include_bytes!("../../assets/NotoSans-Regular.ttf")),
        ("bold-more", include_bytes!("../../assets/NotoSans-Bold.ttf")),
    ];
    let font_data =
        FACES.into_iter().map(|(name, bytes)| (name.to_owned(), Arc::new(FontData::from_static(bytes)))).collect();
    let regular = vec!["regular".to_owned(), "regular-more".to_owned()];
    let families = BTreeMap::from([
        (FontFamily::Proportional, regular.clone()),
        (FontFamily::Monospace, regular),
        (bold(), vec!["bold".to_owned(), "bold-more".to_owned()]),
    ]);
    FontDefinitions { font_data, families }
}

fn apply(style: &mut Style, theme: Theme, tokens: &Tokens, roomy: bool) {
    let regular = |size| FontId::new(size, FontFamily::Proportional);
    let heavy = |size| FontId::new(size, bold());
    style.text_styles = BTreeMap::from([
        (display(), heavy(28.0)),
        (TextStyle::Heading, heavy(24.0)),
        (h2(), heavy(20.0)),
        (h3(), heavy(17.0)),
        (strong(), heavy(16.0)),
        (TextStyle::Body, regular(16.0)),
        (TextStyle::Button, regular(16.0)),
        (TextStyle::Monospace, regular(16.0)),
        (TextStyle::Small, regular(14.0)),
    ]);
    style.spacing.item_spacing = vec2(space::S, space::S);
    style.spacing.button_padding = vec2(space::M, 5.0);
    style.spacing.interact_size = vec2(size::CONTROL, size::CONTROL);
    style.spacing.icon_width = 20.0;
    style.spacing.icon_width_inner = 12.0;
    style.spacing.icon_spacing = space::S;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.menu_width = 320.0;
    style.spacing.combo_width = 240.0;
    style.spacing.extra_text_line_spacing = if roomy { ROOMY_LINE } else { LINE };
    style.spacing.scroll = scroll_bars();
    // Over a remote desktop every movement is a picture to send.
    style.animation_time = 0.0;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    style.visuals = visuals(theme, tokens);
}

/// Bars with a place of their own, so that they cover no words, and no track where nothing scrolls.
fn scroll_bars() -> egui::style::ScrollStyle {
    let mut bars = egui::style::ScrollStyle::thin();
    bars.bar_width = 10.0;
    bars.floating_width = 6.0;
    bars.floating_allocated_width = 14.0;
    bars.foreground_color = true;
    bars.dormant_background_opacity = 0.0;
    bars.active_background_opacity = 0.0;
    bars.interact_background_opacity = 0.0;
    bars.dormant_handle_opacity = 0.5;
    bars.active_handle_opacity = 0.6;
    bars.interact_handle_opacity = 0.9;
    bars.fade.strength = 0.0;
    bars
}

fn visuals(theme: Theme, tokens: &Tokens) -> Visuals {
    let mut visuals = theme.default_visuals();
    let radius = CornerRadius::same(size::RADIUS);
    let widget = |fill: Color32, border: Color32, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.5, border),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.5, ink),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = WidgetVisuals {
        bg_stroke: Stroke::new(1.0, tokens.divider),
        ..widget(tokens.surface, tokens.divider, tokens.ink)
    };
    visuals.widgets.inactive = widget(tokens.surface, tokens.border, tokens.ink);
    visuals.widgets.hovered = widget(tokens.surface2, tokens.ink2, tokens.ink);
    visuals.widgets.active = widget(tokens.surface2, tokens.ink, tokens.ink);
    visuals.widgets.open = widget(tokens.surface2, tokens.ink2, tokens.ink);
    visuals.selection.bg_fill = tokens.selection;
    visuals.selection.stroke = Stroke::new(1.5, tokens.ink);
    visuals.panel_fill = tokens.bg;
    visuals.window_fill = tokens.surface;
    visuals.window_stroke = Stroke::new(1.0, tokens.border);
    visuals.window_corner_radius = CornerRadius::same(size::CARD_RADIUS);
    visuals.menu_corner_radius = CornerRadius::same(size::CARD_RADIUS);
    visuals.window_shadow = egui::Shadow::NONE;
    visuals.popup_shadow = egui::Shadow::NONE;
    visuals.extreme_bg_color = tokens.surface;
    visuals.faint_bg_color = tokens.surface2;
    visuals.code_bg_color = tokens.surface2;
    visuals.weak_text_color = Some(tokens.ink3);
    visuals.hyperlink_color = tokens.primary;
    visuals.warn_fg_color = tokens.warn.text;
    visuals.error_fg_color = tokens.error.text;
    visuals.text_cursor.stroke = Stroke::new(2.0, tokens.primary);
    visuals.text_cursor.blink = false;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f64 {
        let part = |byte: u8| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(color.r()) + 0.7152 * part(color.g()) + 0.0722 * part(color.b())
    }

    /// The contrast ratio of WCAG 2.
    fn contrast(one: Color32, other: Color32) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_pair_of_colours_keeps_its_contrast() {
        for t in [&LIGHT, &DARK] {
            let grounds = [t.bg, t.surface, t.surface2];
            let mut pairs = Vec::new();
            for ground in grounds {
                pairs.extend([
                    (t.ink, ground, 7.0),
                    (t.ink2, ground, 4.5),
                    (t.ink3, ground, 4.5),
                    (t.border, ground, 3.0),
                ]);
                pairs.push((t.primary, ground, 4.5));
            }
            pairs.extend([(t.accent, t.bg, 4.5), (t.accent, t.surface, 4.5)]);
            for tint in [t.warn, t.ok, t.info, t.error, t.told, t.view] {
                pairs.extend([(tint.text, tint.ground, 4.5), (t.ink, tint.ground, 7.0)]);
            }
            pairs.extend([
                (t.on_primary, t.primary, 4.5),
                (t.on_primary, t.primary_hover, 4.5),
                (t.ink, t.selection, 7.0),
            ]);
            for (one, other, least) in pairs {
                assert!(contrast(one, other) >= least, "{one:?} on {other:?}: {:.2} < {least}", contrast(one, other));
            }
            for ground in [t.bg, t.surface, t.surface2, t.primary] {
                let best = contrast(t.focus_outer, ground).max(contrast(t.focus_inner, ground));
                assert!(best >= 3.0, "one of the two focus rings is always seen: {best:.2}");
            }
            assert!(contrast(t.parrot, t.bg) >= 3.0);
        }
    }
}
