using System.Management.Automation;
using BkJob.Views;

namespace BkJob;

/// <summary>Recognizes what an object with an Id is, by its type names and its columns.</summary>
internal static class RowKind
{
    private static readonly string[] Prefixes = ["Deserialized.", "Selected.", "CSV:"];
    private static readonly string[] StepColumns = ["StepId", "step_id", "RetryCount"];

    // Export-Csv of the property sets Brief and Timing: a job has no JobInstanceId, and a host no Id.
    private const string StatusColumn = "Status";

    /// <summary>Whether the Id of an object can be that of a job. A process, a session or a PowerShell job has an Id of its own.</summary>
    public static bool CanBeJob(PSObject row)
    {
        string name = GetName(row);
        return name == typeof(JobInstance).FullName || name == typeof(JobInstanceSummary).FullName || name == "System.Data.DataRow" || name == typeof(PSCustomObject).FullName
            ? !HasAny(row, StepColumns)
            : row.BaseObject is PSCustomObject && !IsOfPlatform(name);
    }

    /// <summary>Whether the Id of an object can be that of a plan.</summary>
    public static bool CanBePlan(PSObject row) =>
        GetName(row) == typeof(JobPlan).FullName || GetName(row) == typeof(PSCustomObject).FullName;

    /// <summary>Whether a row with a JobInstanceId is that of a step.</summary>
    public static bool IsStep(PSObject row) => GetName(row) == typeof(StepInstance).FullName || HasAny(row, StepColumns) || HasJobStatus(row);

    /// <summary>The type that an object had before it was selected from, exported or deserialized.</summary>
    public static string GetName(PSObject row)
    {
        string name = row.TypeNames.FirstOrDefault() ?? row.BaseObject.GetType().FullName ?? "";
        while (Array.Find(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix)
        {
            name = name[prefix.Length..];
        }

        return TerminalText.Sanitize(RemoveView(name));
    }

    // Wait-BkJobInstance selects a table by a suffix of the type name (see StreamedView), which copies retain.
    private static string RemoveView(string name) =>
        name.StartsWith("BkJob.", StringComparison.Ordinal) ? name.Split(StreamedView.Separator)[0] : name;

    private static bool IsOfPlatform(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name.StartsWith("BkJob.", StringComparison.Ordinal);

    // A table of a user can have a status of its own, such as "started".
    private static bool HasJobStatus(PSObject row) => DeserializedValue.Enum<JobStatus>(row.Properties[StatusColumn]?.Value) is not null;

    private static bool HasAny(PSObject row, string[] names) => Array.Exists(names, name => row.Properties[name] is not null);
}
