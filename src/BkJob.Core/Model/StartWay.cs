namespace BkJob;

/// <summary>How a job was started (<c>start_way</c>).</summary>
public enum StartWay
{
    /// <summary>By a user on the web page.</summary>
    Web = 1,

    /// <summary>By a call of the API.</summary>
    Api = 2,

    /// <summary>By a scheduled task.</summary>
    Scheduled = 3,
}
