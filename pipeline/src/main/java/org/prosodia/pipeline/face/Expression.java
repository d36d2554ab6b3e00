package org.prosodia.pipeline.face;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Action units that act together.
 *
 * @param units strength of each, above 0 and at most 1; those that are absent are at rest
 */
public record Expression(Map<ActionUnit, Double> units) {
    /** The face at rest. */
    public static final Expression NEUTRAL = new Expression(Map.of());

    /** Checks the strengths. */
    public Expression {
        Map<ActionUnit, Double> checked = new EnumMap<>(ActionUnit.class);
        units.forEach((unit, strength) -> {
            if (!(strength > 0 && strength <= 1)) {
                throw new IllegalArgumentException("AU" + unit.number() + ": expected a strength above 0 and at most 1, found " + strength);
            }
            checked.put(unit, strength);
        });
        units = Collections.unmodifiableMap(checked);
    }

    /** This expression with one unit more, or of another strength. */
    public Expression with(ActionUnit unit, double strength) {
        Map<ActionUnit, Double> more = new EnumMap<>(ActionUnit.class);
        more.putAll(units);
        more.put(unit, strength);
        return new Expression(more);
    }

    /** Adds {@code weight} times this expression to a face: {@code face[at + c] += weight · strength} for the channels c of each unit. */
    void addTo(double[] face, int at, double weight) {
        units.forEach((unit, strength) -> {
            for (Blendshape channel : unit.channels()) {
                face[at + channel.ordinal()] += weight * strength;
            }
        });
    }
}
