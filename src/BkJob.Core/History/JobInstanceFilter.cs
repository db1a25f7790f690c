using System.Globalization;
using BkJob.Operations;

namespace BkJob.History;

/// <summary>Selects job instances of the history.</summary>
/// <param name="Scope">The business or business set.</param>
/// <param name="After">The earliest time of creation.</param>
/// <param name="Before">The latest time of creation; later than <paramref name="After"/>.</param>
internal sealed record JobInstanceFilter(JobScope Scope, DateTimeOffset After, DateTimeOffset Before)
{
    /// <summary>The statuses; empty for all.</summary>
    public IReadOnlyList<JobStatus> Statuses { get; init; } = [];

    public JobType? Type { get; init; }

    public StartWay? StartWay { get; init; }

    /// <summary>The exact user name.</summary>
    public string? Operator { get; init; }

    /// <summary>An IPv4 address of any step.</summary>
    public string? Ip { get; init; }

    public long? CronId { get; init; }

    /// <summary>A part of the name that the server looks for, without its wildcards <c>%</c> and <c>_</c>; null for none.</summary>
    public string? NamePart { get; init; }

    /// <summary>What the server can't select by; null if it selects everything itself.</summary>
    public Func<JobInstanceSummary, bool>? ClientFilter { get; init; }

    /// <summary>The maximum number of rows that the caller reads; null if it is not known.</summary>
    public long? MaxRows { get; init; }

    /// <summary>Whether requests are traced.</summary>
    public bool IsTraced { get; init; }

    /// <summary>Identifies where the requests are sent; copied to the rows.</summary>
    public object? Origin { get; init; }

    /// <summary>Creates the request of a page.</summary>
    public JobInstanceListRequest CreateRequest(JobStatus? status, long createTimeStart, long createTimeEnd, int start, int length) =>
        new(Scope, createTimeStart, createTimeEnd, start, length)
        {
            Status = status,
            Type = Type,
            StartWay = StartWay,
            Operator = Operator,
            Ip = Ip,
            CronId = CronId,
            Name = NamePart,
            IsTraced = IsTraced,
            Origin = Origin,
        };

    /// <summary>Formats a time in milliseconds since 1970 for a message, in local time.</summary>
    public static string Format(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
