namespace BkJob;

/// <summary>What a job instance was started from (<c>type</c>).</summary>
public enum JobType
{
    /// <summary>A job plan (执行方案).</summary>
    Plan = 0,

    /// <summary>A script, without a plan (快速执行脚本).</summary>
    Script = 1,

    /// <summary>A file distribution, without a plan (快速分发文件).</summary>
    File = 2,
}
