using BkJob.Starts;

namespace BkJob;

/// <summary>Reads the targets of starts (<c>-Target</c>, <c>-From</c>), and their limit.</summary>
internal static class TargetInput
{
    /// <summary>The environment variable for <c>-MaxTarget</c>.</summary>
    private const string MaxTargetVariable = "BKJOB_MAX_TARGET";

    /// <summary>Reads a target. Values of the pipeline are collected in a list and read at the end.</summary>
    /// <param name="input">Host IDs, addresses, nodes, groups, hosts of jobs, rows, targets, or lists of these.</param>
    /// <param name="context">The context of the start, which has the cloud area of addresses without one.</param>
    /// <exception cref="BkJobException">It is empty, or one of the values is not valid, or was read from another server.</exception>
    public static BkJobTarget Read(object? input, BkJobContext context) =>
        TargetReader.Read(PlainValue.Unwrap(input, context), context.DefaultCloudId);

    /// <summary>The maximum number of hosts: the parameter, otherwise the environment variable; null for none, which 0 selects.</summary>
    /// <exception cref="BkJobException">The environment variable is not valid.</exception>
    public static long? ReadMaxTarget(long? parameter) =>
        parameter == 0 ? null : parameter ?? EnvironmentNumber.Read(MaxTargetVariable, min: 1, Messages.BadMaxTargetVariable);
}
