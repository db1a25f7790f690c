using System.Globalization;
using System.Text.RegularExpressions;
using BkJob.Simulator.Job;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Starts;

/// <summary>Finds the hosts of the steps of a start, and creates the scripts by which they run.</summary>
internal sealed partial class StepFactory(StartOptions options)
{
    private const int MaxTargets = 50_000;
    private const int MaxFileTasks = 100_000;
    private const int NonZeroExit = 104;

    public IReadOnlyList<SimulatedStep> Create(JobCall call, JobScope scope, StartRequest request)
    {
        var steps = request.Steps.Select(step => (Step: step, Target: Resolve(call, step))).ToList();
        List<string> invalid = [.. steps.SelectMany(one => one.Target.Invalid).Distinct(StringComparer.Ordinal)];
        if (invalid.Count > 0)
        {
            var messages = call.Messages.Starts;
            throw new StartRejectedException(
                options.ReportsExecuteObjects ? messages.InvalidObjects(scope, invalid) : messages.InvalidHosts(scope, invalid));
        }

        return [.. steps.Select(one => Create(call, one.Step, one.Target, request.Rolling))];
    }

    private ResolvedTarget Resolve(JobCall call, StepRequest step)
    {
        var messages = call.Messages.Starts;
        if (step.MissingVariable is { } variable)
        {
            throw new StartRejectedException(messages.NoHostVariable(variable));
        }

        if (step.Type == StepKind.Confirmation)
        {
            return new ResolvedTarget([], [], []);
        }

        var target = step.Target.Resolve(options);
        var source = step.Source?.Resolve(options);
        return target.Hosts.Length + target.Containers.Length + target.Invalid.Count == 0
                ? throw new StartRejectedException(messages.EmptyTarget(step.Name))
            : source is { Hosts: [], Invalid: [] } ? throw new StartRejectedException(messages.EmptySource(step.Name))
            : source is null ? target
            : target with { Invalid = [.. target.Invalid, .. source.Invalid] };
    }

    private SimulatedStep Create(JobCall call, StepRequest request, ResolvedTarget target, RollingConfig? rolling)
    {
        var targets = target.Hosts.Length + target.Containers.Length;
        CheckSize(call, request, targets);
        var batches = rolling?.Batches(targets) ?? 1;
        if (batches > RollingConfig.MaxBatches)
        {
            throw new StartRejectedException(call.Messages.Starts.TooManyBatches(RollingConfig.MaxBatches));
        }

        var step = options.Step with
        {
            Name = request.Name,
            Type = request.Type,
            Hosts = target.Hosts.Length,
            HostNumbers = target.Hosts,
            Containers = target.Containers.Length,
            ContainerNumbers = target.Containers,
            ContainerNames = [.. target.Containers.Select(number => options.Containers[number].Name)],
            FailedHosts = Math.Min(options.Step.FailedHosts, targets),
            Batches = batches,
            ManualBatches = rolling is { Mode: RollingConfig.Manual } && batches > 1,
            IgnoreError = options.Step.IgnoreError || rolling is { Mode: RollingConfig.IgnoreFailure },
        };
        return request.Type switch
        {
            StepKind.File => WithFiles(step, request),
            StepKind.Confirmation => step,
            _ => WithOutput(step, request.Script?.Content ?? ""),
        };
    }

    private static void CheckSize(JobCall call, StepRequest request, int targets)
    {
        if (request.Type == StepKind.File)
        {
            if ((long)request.Files.Count * targets > MaxFileTasks)
            {
                throw new StartRejectedException(call.Messages.Starts.TooManyFileTasks(MaxFileTasks));
            }
        }
        else if (targets > MaxTargets)
        {
            throw new StartRejectedException(call.Messages.Starts.TooManyTargets(MaxTargets));
        }
    }

    private SimulatedStep WithFiles(SimulatedStep step, StepRequest request) => step with
    {
        Files = request.Files.Count,
        FilePaths = request.Files,
        FileTarget = request.TargetPath,
        SourceNumber = request.Source?.Resolve(options).Hosts.FirstOrDefault(),
    };

    // The hosts write what a shell with -x would, so that a user of the demo recognizes the script.
    private static SimulatedStep WithOutput(SimulatedStep step, string script)
    {
        string[] lines = [.. script.Split('\n').Select(line => $"+ {line.TrimEnd('\r')}")];
        string[] output = lines is [.. var written, "+ "] && written.Length > 0 ? written : lines;
        step = step with { Output = step.Output ?? output };
        return ExitLine().Match(script) is { Success: true } exit
            ? step with
            {
                FailedHosts = step.Targets,
                FailureCode = NonZeroExit,
                FailureCodes = null,
                FailureExitCode = int.Parse(exit.Groups["code"].Value, CultureInfo.InvariantCulture),
                FailureOutput = [output[^1]],
            }
            : step;
    }

    // A script that ends with this line fails.
    [GeneratedRegex(@"^\s*exit (?<code>[1-9]\d{0,2})\s*\z", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExitLine();
}
