using Agent.CommandLine.Help;
using Agent.Node.Configuration;

namespace Agent.CommandLine;

/// <summary>Writes docs/configuration.md from the tables that the program works with.</summary>
internal static class ConfigurationReference
{
    public static void Write(TextWriter output)
    {
        output.WriteLine("""
            # Configuration reference

            <!-- Written by `agent config reference`; a test compares it with the program. Do not edit. -->

            The agent reads the kubelet's own file, `kubelet.config.k8s.io/v1beta1 KubeletConfiguration`, and the kubelet's flags.
            What counts, the strongest first: flags, the `*.conf` files of `--config-dir` (the last in lexical order first), the file
            of `--config`, defaults. Defaults are the secure ones, with and without a file. `agent config print` shows the result and
            where each value comes from; `agent config check FILE` says what is wrong with a file.

            Durations are written as in Go (`1m30s`), quantities as in Kubernetes (`100Mi`). A field marked "no" is read and checked
            but does nothing in this version; setting it to anything but its default says so once at start.

            ## Fields
            """);
        output.WriteLine();
        output.WriteLine("| field | type | default | flag | works | meaning |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (var field in ConfigurationField.All)
        {
            var flag = field.Flag is null ? "" : $"`--{field.Flag}`";
            var works = field.IsImplemented ? "yes" : "no";
            output.WriteLine($"| `{field.Path}` | {Cell(field.TypeName)} | {Code(field.Default)} | {flag} | {works} | {Cell(FieldDescriptions.Of(field))} |");
        }

        output.WriteLine();
        output.WriteLine("## Flags that are not fields");
        output.WriteLine();
        output.WriteLine("| flag | works | meaning |");
        output.WriteLine("|---|---|---|");
        foreach (var flag in ProcessFlags.All)
        {
            var works = flag.Support switch { FlagSupport.Works => "yes", FlagSupport.Obsolete => "not needed", _ => "no" };
            output.WriteLine($"| `--{flag.Name}{(flag.IsSwitch ? "" : $" {flag.Value}")}` | {works} | {Cell(flag.Description)} |");
        }

        output.WriteLine();
        output.WriteLine("## Feature gates");
        output.WriteLine();
        output.WriteLine("A gate of another component is ignored with a warning. A locked gate cannot be changed.");
        output.WriteLine();
        output.WriteLine("| gate | stage at 1.36 | default | locked |");
        output.WriteLine("|---|---|---|---|");
        foreach (var gate in FeatureGates.All)
        {
            output.WriteLine($"| {gate.Name} | {gate.Stage} | {(gate.Default ? "on" : "off")} | {(gate.IsLocked ? "yes" : "")} |");
        }
    }

    private static string Code(string text) => text.Length == 0 ? "" : $"`{Cell(text)}`";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
