package org.prosodia.pipeline.timeline.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Colours that stay apart for colour-blind eyes: the palette of Okabe and Ito (2008), with grey for its black. Known emotions keep theirs
 * in every picture; other names take what is left, and beyond eight the palette comes again in lighter tints.
 */
final class EmotionColours {
    private static final String VERMILLION = "#D55E00";
    private static final String GREEN = "#009E73";
    private static final String PURPLE = "#CC79A7";
    private static final String YELLOW = "#F0E442";
    private static final String GREY = "#B4B9C1";
    private static final String BLUE = "#0072B2";
    private static final String ORANGE = "#E69F00";
    private static final String SKY = "#56B4E9";

    /** Order in which names without a colour of their own are served; yellow last, as it is faint in lines. */
    private static final List<String> PALETTE = List.of(BLUE, VERMILLION, GREEN, PURPLE, SKY, ORANGE, GREY, YELLOW);

    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("anger", VERMILLION), Map.entry("angry", VERMILLION), Map.entry("ang", VERMILLION),
            Map.entry("disgust", GREEN), Map.entry("disgusted", GREEN), Map.entry("dis", GREEN),
            Map.entry("fear", PURPLE), Map.entry("fearful", PURPLE), Map.entry("fea", PURPLE),
            Map.entry("joy", YELLOW), Map.entry("happy", YELLOW), Map.entry("happiness", YELLOW), Map.entry("hap", YELLOW),
            Map.entry("neutral", GREY), Map.entry("neu", GREY),
            Map.entry("sadness", BLUE), Map.entry("sad", BLUE),
            Map.entry("surprise", ORANGE), Map.entry("surprised", ORANGE), Map.entry("sur", ORANGE),
            Map.entry("calm", SKY));

    private EmotionColours() {}

    /** One colour per name, as {@code #RRGGBB}, in the order of the names. */
    static List<String> of(List<String> emotions) {
        List<String> colours = new ArrayList<>();
        for (String emotion : emotions) {
            String known = KNOWN.get(emotion.toLowerCase(Locale.ROOT));
            colours.add(known != null && !colours.contains(known) ? known : null);
        }
        List<String> left = new ArrayList<>(PALETTE);
        left.removeAll(colours);
        int next = 0;
        for (int i = 0; i < colours.size(); i++) {
            if (colours.get(i) == null) {
                colours.set(i, next < left.size() ? left.get(next) : tint(next - left.size()));
                next++;
            }
        }
        return colours;
    }

    /** Colour {@code i} of the palette mixed with white: half, then two thirds and so on. */
    private static String tint(int i) {
        double white = 1 - 1.0 / (2 + i / PALETTE.size());
        int rgb = Integer.parseInt(PALETTE.get(i % PALETTE.size()).substring(1), 16);
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = rgb >> shift & 0xFF;
            mixed |= (int) Math.round(channel + (255 - channel) * white) << shift;
        }
        return String.format(Locale.ROOT, "#%06X", mixed);
    }
}
