// ./prosodia run docs/examples/PreferenceLosses.java
import org.prosodia.dpo.*;

double beta = 0.5;
Map<String, PreferenceLoss> losses = new LinkedHashMap<>();

void main() {
    losses.put("sigmoid", PreferenceLoss.sigmoid(beta));
    losses.put("cDPO", new PreferenceLoss.Sigmoidal(beta, 0.1));
    losses.put("robust", new PreferenceLoss.Robust(beta, 0.1));
    losses.put("ipo", new PreferenceLoss.Ipo(beta));
    losses.put("hinge", new PreferenceLoss.Hinge(beta));
    table("L(m)", PreferenceLoss::value);
    table("dL/dm", PreferenceLoss::derivative);

    boolean[] valid = {true, true, false};   // the third frame is padding
    PreferencePair pair = new PreferencePair(new double[] {3, -1, 99}, new double[3], new double[3], new double[3], valid);
    for (Reduction reduction : Reduction.values()) {
        DpoLoss loss = new DpoLoss(PreferenceLoss.sigmoid(beta), reduction);
        IO.println(String.format(Locale.ROOT, "%-6s loss %.4f, gradient", reduction, loss.value(pair)) + numbers(loss.gradient(pair)));
    }
}

void table(String name, ToDoubleBiFunction<PreferenceLoss, Double> f) {
    double[] margins = {-8, -2, 0, 1, 2, 8};
    IO.println("%-9s".formatted(name) + numbers(margins));
    losses.forEach((loss, of) ->
            IO.println("%-9s".formatted(loss) + numbers(Arrays.stream(margins).map(m -> f.applyAsDouble(of, m)).toArray())));
}

String numbers(double... values) {
    return Arrays.stream(values).mapToObj(value -> String.format(Locale.ROOT, "%9.4f", value + 0.0)).collect(Collectors.joining());
}
