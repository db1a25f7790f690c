using System.Globalization;

namespace BkJob.Simulator;

/// <summary>The parsed arguments, or the error.</summary>
/// <param name="Options">The options; null on error.</param>
/// <param name="Error">The message for stderr.</param>
internal sealed record CommandLine(SimulatorOptions? Options, string? Error)
{
    public const string Usage =
        "Arguments: [--port N] [--apis EsbV2,EsbV3,GatewayV3,GatewayV4] [--esb newest|legacy] [--generation job2|job3] "
            + "[--profile job2x|3.9|3.12|mt] [--stage NAME] [--tenant ID] [--manual-clock]";

    private const int DefaultPort = 5600;

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var options = new SimulatorOptions { Port = DefaultPort };
        for (var index = 0; index < arguments.Count; index++)
        {
            var name = arguments[index];
            if (name == "--manual-clock")
            {
                options = options with { ManualClock = true };
            }
            else if (index + 1 < arguments.Count && With(options, name, arguments[index + 1]) is { } changed)
            {
                options = changed;
                index++;
            }
            else
            {
                return new CommandLine(null, $"Can't understand '{string.Join(' ', arguments.Skip(index).Take(2))}'.");
            }
        }

        return new CommandLine(options, null);
    }

    private static SimulatorOptions? With(SimulatorOptions options, string name, string value) => (name, value) switch
    {
        ("--port", _) when ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) =>
            options with { Port = port },
        ("--apis", _) => ServerApiList.Parse(value) is { } apis ? options with { Apis = apis } : null,
        ("--profile", _) => ServerProfileName.Parse(value) is { } profile ? options with { Profile = profile } : null,
        ("--stage", { Length: > 0 }) => options with { Stage = value },
        ("--tenant", { Length: > 0 }) => options with { TenantId = value },
        ("--esb", "newest") => options with { Esb = EsbEdition.Newest },
        ("--esb", "legacy") => options with { Esb = EsbEdition.Legacy },
        ("--generation", "job2") => options with { Generation = Generation.Job2 },
        ("--generation", "job3") => options with { Generation = Generation.Job3 },
        _ => null,
    };
}
