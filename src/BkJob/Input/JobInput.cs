using System.Collections;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Identifies the jobs of an input object: a number, a text, a row of a file, an object of the module or a deserialized copy of one. The
/// cmdlets do this and not the parameter binder, because input that the binder rejects never reaches them: they could neither count it nor
/// prevent it from being mistaken for something else.
/// </summary>
internal static class JobInput
{
    private const string Id = "Id";
    private static readonly string[] JobIdNames = ["JobInstanceId", "job_instance_id"];
    private static readonly string[] StepIdNames = ["StepInstanceId", "step_instance_id"];
    private static readonly string[] BizIdNames = ["BizId", "BkBizId", "bk_biz_id"];
    private static readonly string[] ScopeTypeNames = ["ScopeType", "BkScopeType", "bk_scope_type"];
    private static readonly string[] ScopeIdNames = ["ScopeId", "BkScopeId", "bk_scope_id"];

    /// <summary>The elements of an array that was passed as one object; otherwise the object itself.</summary>
    public static IEnumerable<object?> Flatten(object? input) =>
        Unwrap(input) is IList { } list and not IDictionary ? list.Cast<object?>() : [input];

    /// <summary>Identifies the jobs of an object.</summary>
    /// <exception cref="BkJobException">It is not a job, or its ID, business, scope or context is not valid.</exception>
    public static IReadOnlyList<JobTarget> Read(object? item) => Unwrap(item) switch
    {
        null => throw ErrorRecords.InvalidValue(Messages.InputNull),
        BkJobContext => throw ErrorRecords.InvalidValue(Messages.InputIsContext),
        JobInstance job => [JobTarget.Create(job) with { Context = FindContext(item) }],
        JobInstanceSummary job => [JobTarget.Create(job) with { Context = FindContext(item) }],
        StepInstance step => [JobTarget.Create(step) with { Context = FindContext(item) }],
        IDictionary => ReadRow(AsRow(item!), null),
        StepIpStatus host => [JobTarget.Create(host) with { Context = FindContext(item) }],
        object value when value is string || IdNumber.IsNumber(value) => ReadRow(PSObject.AsPSObject(item), [value]),
        _ => ReadRow(PSObject.AsPSObject(item), null),
    };

    /// <summary>The context that an object is or specifies; otherwise null.</summary>
    public static object? FindContext(object? item)
    {
        object? context = item is null ? null
            : Unwrap(item) is BkJobContext || DeserializedValue.IsDeserialized<BkJobContext>(item) ? item
            : PSObject.AsPSObject(item).Properties["Context"]?.Value;
        return string.IsNullOrWhiteSpace(context?.ToString()) ? null : context;
    }

    /// <summary>The context that an object was read with; null for other objects.</summary>
    public static ContextOrigin? FindOrigin(object? item) => Unwrap(item) switch
    {
        JobInstance job => job.Origin as ContextOrigin,
        JobInstanceSummary job => job.Origin as ContextOrigin,
        StepInstance step => step.Origin as ContextOrigin,
        StepIpStatus host => host.Step.Origin as ContextOrigin,
        HostOutput output => output.Host.Step.Origin as ContextOrigin,
        _ => null,
    };

    /// <summary>The business or scope that an object specifies; empty if it specifies none.</summary>
    /// <exception cref="BkJobException">It is not valid.</exception>
    public static JobScope ReadScope(PSObject row) => new(
        IdNumber.ReadBusiness(Find(row, BizIdNames)),
        ValidateScopeTypeAttribute.Check(Find(row, ScopeTypeNames)?.ToString()),
        ValidateScopeIdAttribute.Check(Find(row, ScopeIdNames)?.ToString()));

    /// <summary>An object as a row: the entries of a dictionary are its columns.</summary>
    public static PSObject AsRow(object item)
    {
        if (Unwrap(item) is not IDictionary columns)
        {
            return PSObject.AsPSObject(item);
        }

        var row = new PSObject();
        foreach (DictionaryEntry column in columns)
        {
            if (Unwrap(column.Key) is string { Length: > 0 } name && row.Properties[name] is null)
            {
                row.Properties.Add(new PSNoteProperty(name, column.Value));
            }
        }

        return row;
    }

    private static IReadOnlyList<JobTarget> ReadRow(PSObject row, IEnumerable<object?>? ids)
    {
        JobScope scope = ReadScope(row);
        long[]? steps = IdNumber.ReadSteps(FindStepId(row));
        return [.. (ids ?? Flatten(FindJobId(row))).Select(id => new JobTarget(IdNumber.ReadJob(id))
        {
            Scope = scope,
            Context = FindContext(row),
            StepIds = steps,
            HostRows = steps is null or [_] && HostRow.Read(row) is { } host ? [host] : null,
        })];
    }

    /// <summary>The property that names a job takes precedence over Id, which in many objects identifies something else.</summary>
    private static object? FindJobId(PSObject row)
    {
        if (Has(row, JobIdNames))
        {
            return Find(row, JobIdNames);
        }

        if (row.Properties[Id] is not { } id)
        {
            throw ErrorRecords.InvalidValue(DescribeMissingId(row));
        }

        return RowKind.CanBeJob(row) ? id.Value : throw ErrorRecords.InvalidValue(Messages.FormatInputNotJob(RowKind.GetName(row)));
    }

    /// <summary>A row of a step has the ID of the step in Id.</summary>
    private static object? FindStepId(PSObject row) =>
        Has(row, StepIdNames) ? Find(row, StepIdNames)
        : Has(row, JobIdNames) && RowKind.IsStep(row) ? row.Properties[Id]?.Value
        : null;

    private static string DescribeMissingId(PSObject row)
    {
        const int MaxNames = 8;
        const int MaxLength = 120;
        string[] names = row.BaseObject is PSCustomObject ? [.. row.Properties.Take(MaxNames).Select(property => property.Name)] : [];
        string list = TerminalText.Sanitize(string.Join(", ", names));
        list = list.Length > MaxLength ? list[..MaxLength] + "…" : list;
        char delimiter = names is [string only] ? only.FirstOrDefault(character => character is ';' or '\t' or '|') : '\0';
        return names.Length == 0 ? Messages.FormatInputNotJob(RowKind.GetName(row))
            : delimiter != '\0' ? Messages.FormatInputWrongDelimiter(list, delimiter == '\t' ? "`t" : delimiter)
            : Messages.FormatInputWithoutId(list);
    }

    private static bool Has(PSObject row, string[] names) => Array.Exists(names, name => row.Properties[name] is not null);

    private static object? Find(PSObject row, string[] names) =>
        names.Select(name => row.Properties[name]).FirstOrDefault(property => property is not null)?.Value;

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
